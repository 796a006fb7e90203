// Serves the demo pages on an origin of their own, as a client's website is another origin than the Worker.
const TYPES = { html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml", png: "image/png", webp: "image/webp", jpg: "image/jpeg", ico: "image/x-icon", woff2: "font/woff2" };

export default {
  async fetch(request, env) {
    if (request.method !== "GET" && request.method !== "HEAD") return new Response("Only GET is served here.\n", { status: 405, headers: { allow: "GET, HEAD" } });
    let { pathname } = new URL(request.url);
    if (pathname.endsWith("/")) pathname += "index.html";
    if (!/\.\w+$/.test(pathname)) pathname += ".html";
    const file = await env.FILES.fetch("http://files" + pathname);
    if (!file.ok) return new Response("No such page.\n", { status: 404 });
    const type = TYPES[pathname.split(".").pop()] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "no-store" };
    if (!type.startsWith("text/")) return new Response(file.body, { headers });
    return new Response((await file.text()).replaceAll("{{RINGBACK_URL}}", env.RINGBACK_URL), { headers });
  },
};
