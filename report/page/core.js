// The core: WebAssembly that travels in the page itself, compressed, because nothing is fetched.
import init, { Report } from "./glue/core.js";

export async function load({ data, lang }) {
  const packed = document.getElementById("ringback-core").textContent.trim();
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  await init({ module_or_path: await new Response(stream).arrayBuffer() });
  return new Report(data.site, JSON.stringify(data.files), JSON.stringify(data.calls), Date.now(), lang);
}
