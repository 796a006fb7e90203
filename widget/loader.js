// Ringback's loader: <script src="https://HOST/widget/v1/ringback.js" data-site="SITE" async></script>
//
// Shows the launcher at once, fetches the app once the page has loaded and is idle, or at the first touch, and mounts
// it into a shadow root. Its one global is `ringback(command, …)`:
//
//   ringback("open", { screen: "callback", topic: "roaming" })   screen: help, wait, callback, survey or a step's name
//   ringback("close")
//   ringback("setLocale", "ru")
//   ringback("destroy")                                          takes everything away again
//
// Calls made before this script has run are kept, where the page defines the global itself:
//
//   window.ringback = window.ringback || function () { (ringback.q = ringback.q || []).push(arguments) }
//
// Attributes: data-site (needed); data-locale (else the page's language, else the browser's); data-label (the
// launcher's label); data-launcher="none" (open it yourself); data-mode="page" (a page of its own: no launcher).
// Colours: --ringback-accent, set anywhere above.
(() => {
  const APP = __RINGBACK_APP__;
  const script = document.currentScript;
  const { locale, label, launcher, mode } = script.dataset;
  const folder = new URL(".", script.src).href;
  const base = folder.replace(/\/widget\/v1\/$/, "");
  const page = mode === "page";
  const asked = new URLSearchParams(page ? location.search : "");
  const site = script.dataset.site || asked.get("site");
  const language = locale || asked.get("locale") || (!page && document.documentElement.lang) || navigator.language;
  const LABELS = { az: "Yardım və əlaqə", ro: "Ajutor și contact", ru: "Помощь и связь" };
  const name = label || LABELS[language.slice(0, 2)] || "Help and contact";

  const STYLE = `
:host{all:initial!important;${page ? "display:block!important" : "position:fixed!important;z-index:2147483000!important;inset:0 auto auto 0!important;inline-size:0!important;block-size:0!important"}}
.launcher{position:fixed;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:calc(20px + env(safe-area-inset-right));inline-size:56px;block-size:56px;border:0;border-radius:50%;padding:0;display:grid;place-items:center;cursor:pointer;color:var(--on);--accent:var(--ringback-accent,var(--site-accent,#1f4fd8));--on:#fff;background:var(--accent);box-shadow:0 1px 2px #0003,0 8px 24px #0004;transition:transform .2s cubic-bezier(.2,.8,.3,1),box-shadow .2s}
@supports (color:color(from red xyz-d65 x y z)){.launcher{--on:color(from var(--accent) xyz-d65 calc(.95*clamp(0,(.18 - y)*999,1)) clamp(0,(.18 - y)*999,1) calc(1.09*clamp(0,(.18 - y)*999,1)))}}
.launcher:hover{transform:scale(1.06)}.launcher:active{transform:scale(.96)}
.launcher:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.launcher svg{inline-size:28px;block-size:28px;fill:none;stroke:currentColor;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}
.launcher[aria-busy=true] svg{animation:pulse 1s infinite alternate}@keyframes pulse{to{opacity:.35}}
.elsewhere{position:fixed;inset-block-end:calc(88px + env(safe-area-inset-bottom));inset-inline-end:20px;inline-size:min(400px,100vw - 40px);block-size:min(680px,100dvh - 120px);display:flex;flex-direction:column;border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText;box-shadow:0 8px 40px #0005;font:14px system-ui}
.elsewhere iframe{flex:1;border:0}.elsewhere a{padding:12px 16px;color:inherit}[hidden]{display:none}
@media (prefers-reduced-motion){*{transition:none!important;animation:none!important}}
@media (forced-colors:active){.launcher{border:2px solid}}
@media print{.launcher,.elsewhere{display:none}}`;

  const make = (tag, attributes, ...children) => {
    const space = /svg|path/.test(tag) ? "2000/svg" : "1999/xhtml";
    const element = document.createElementNS("http://www.w3.org/" + space, tag);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };
  const host = make("div", { "data-ringback": site });
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const root = make("div", {});
  const button = make("button", { class: "launcher", type: "button", "aria-label": name, "aria-expanded": false });
  button.append(
    make("svg", { viewBox: "0 0 28 28", "aria-hidden": true }, make("path", { d: "M6.5 5h15A2.5 2.5 0 0 1 24 7.5v9a2.5 2.5 0 0 1-2.5 2.5H15l-6 5v-5H6.5A2.5 2.5 0 0 1 4 16.5v-9A2.5 2.5 0 0 1 6.5 5Zm3.5 7h.01M14 12h.01M18 12h.01" })),
  );
  // Keys pressed inside are not the host's shortcuts: to its listeners they would seem pressed outside of any field.
  for (const type of ["keydown", "keypress", "keyup"]) shadow.addEventListener(type, (event) => event.stopPropagation());
  shadow.append(root);
  if (!page && launcher !== "none") {
    // A landmark of its own, so that the host's stay as they were.
    shadow.append(make("section", { "aria-label": name }, button));
  }

  let app, loading, frame, before, current = language;
  let open = page;
  let gone = false;

  const load = () =>
    (loading ||= (async () => {
      // The wasm is asked for before the glue has arrived, so that both are under way at once.
      const module_or_path = fetch(folder + "app/" + APP.wasm);
      module_or_path.catch(() => {});
      const glue = await import(folder + "app/" + APP.js);
      await glue.default({ module_or_path });
      return glue;
    })());

  const expanded = (is) => {
    open = is;
    button.setAttribute("aria-expanded", is);
  };
  const closed = () => {
    expanded(false);
    (before?.isConnected && before !== document.body ? before : button).focus({ preventScroll: true });
  };

  // Where wasm may not run, our own page does the same in a frame; where that may not be framed, its link still works.
  const fallback = (screen) => {
    const token = screen?.token ? `#ringback-${screen.screen}=${screen.token}` : "";
    const url = `${folder}page.html?site=${encodeURIComponent(site)}&locale=${encodeURIComponent(current)}&screen=${encodeURIComponent(screen?.screen || "")}${token}`;
    frame?.remove();
    frame = make("div", { class: "elsewhere", role: "dialog", "aria-label": name }, make("iframe", { src: url, title: name }), make("a", { href: url, target: "_blank", rel: "noopener" }, name + " ↗"));
    root.append(frame);
  };

  const commands = {
    async open(screen) {
      before = shadow.activeElement || document.activeElement;
      expanded(true);
      button.setAttribute("aria-busy", true);
      if (!app && !frame) {
        try {
          const glue = await load();
          if (gone) return;
          app ||= glue.mount(root, { base, site, locale: current, page, screen, closed });
          screen = undefined;
        } catch {
          loading = undefined;
          fallback(screen);
        }
      }
      button.removeAttribute("aria-busy");
      if (!open || gone) return;
      if (app) app.open(screen);
      else frame.hidden = false;
    },
    close() {
      app?.close();
      if (frame) frame.hidden = true;
      if (open) closed();
    },
    setLocale(locale) {
      current = locale;
      app?.setLocale(locale);
    },
    destroy() {
      gone = true;
      removeEventListener("hashchange", follow);
      removeEventListener("load", start);
      removeEventListener("online", online);
      app?.free();
      host.remove();
      if (window.ringback === ringback) delete window.ringback;
    },
  };
  commands.unmount = commands.destroy;

  // A signed link: #ringback-survey=TOKEN or #ringback-callback=TOKEN. Opening it records nothing.
  const follow = () => {
    const [, screen, token] = location.hash.match(/ringback-(survey|callback)=([\w.~-]+)/) || [];
    if (token) commands.open({ screen, token });
    return token;
  };
  const online = () => app?.resend();
  const start = () => {
    if (!follow() && page) commands.open({ screen: asked.get("screen") || "" });
    const lean = navigator.connection?.saveData;
    if (!lean) (window.requestIdleCallback || setTimeout)(warm);
  };

  button.onclick = () => (open ? commands.close() : commands.open());
  // A press does not wait for a host whose last picture hangs; everything less than a press does.
  const warm = () => document.readyState === "complete" && !gone && load().catch(() => {});
  for (const type of ["pointerenter", "focus", "touchstart"]) button.addEventListener(type, warm, { passive: true });
  const ringback = (command, ...rest) => commands[command]?.(...rest);
  const kept = window.ringback?.q || [];
  window.ringback = ringback;

  const show = () => {
    if (gone) return;
    if (page) document.documentElement.lang = language;
    (page ? document.body : document.documentElement).append(host);
    for (const call of kept) ringback(...call);
  };
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show, { once: true });
  addEventListener("hashchange", follow);
  addEventListener("online", online);
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
})();
