// Ringback's loader: <script src="https://HOST/widget/v1/ringback.js" data-site="SITE" async></script>
//
// Shows the launcher at once, fetches the app once the page has loaded and is idle, or at the first touch, and mounts
// it into a shadow root. Its one global is `ringback(command, …)`:
//
//   ringback("open", { screen: "callback", topic: "roaming" })   screen: help, wait, callback, survey or a step's name
//   ringback("close")
//   ringback("setLocale", "ru")
//   ringback("unmount")                                          takes everything away again
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
  let language = locale || asked.get("locale") || (!page && document.documentElement.lang) || navigator.language;
  const LABELS = { az: "Yardım və əlaqə", ro: "Ajutor și contact", ru: "Помощь и связь" };
  const name = label || LABELS[language.slice(0, 2)] || "Help and contact";

  const STYLE = `:host{all:initial!important;${page ? "display:block" : "position:fixed;z-index:2147483000"}!important}
.launcher,.elsewhere{position:fixed;inset-block-end:calc(20px + env(safe-area-inset-bottom));inset-inline-end:calc(20px + env(safe-area-inset-right));border:2px solid #0000}
.launcher{inline-size:56px;block-size:56px;border-radius:50%;padding:12px;cursor:pointer;color:var(--on);--accent:var(--ringback-accent,var(--site-accent,#1f4fd8));--on:#fff;background:var(--accent);box-shadow:0 8px 24px #0004}
@supports (color:color(from red xyz-d65 x y z)){.launcher{--w:clamp(0,(.18 - y)*999,1);--on:color(from var(--accent) xyz-d65 calc(.95*var(--w)) var(--w) calc(1.09*var(--w)))}}
.launcher:hover{filter:brightness(1.12)}
.launcher:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.launcher[aria-busy]{opacity:.7}
.launcher::before{content:"";display:block;block-size:100%;background:currentColor;forced-color-adjust:none;clip-path:path(evenodd,"M4 4h20l2 2v12l-2 2h-9l-7 5v-5H4l-2-2V6zM8 11v2h2v-2zm5 0v2h2v-2zm5 0v2h2v-2z")}
.elsewhere{inset-block-end:92px;inline-size:min(384px,90vw);block-size:min(660px,80dvh);display:grid;grid-template-rows:1fr auto;border-radius:16px;overflow:hidden;background:Canvas;font:14px system-ui;box-shadow:0 8px 24px #0004}
iframe{inline-size:100%;block-size:100%;border:0}.elsewhere a{padding:12px}[hidden]{display:none}
@media print{:host{display:none!important}}`;

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  };
  const host = make("div", { "data-ringback": site });
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];
  const root = make("div");
  const button = make("button", { class: "launcher", "aria-label": name, "aria-expanded": false });
  // Keys pressed inside are not the host's shortcuts: to its listeners they would seem pressed outside of any field.
  for (const type of ["keydown", "keypress", "keyup"]) shadow.addEventListener(type, (event) => event.stopPropagation());
  shadow.append(root);
  if (!page && launcher !== "none") {
    // A landmark of its own, so that the host's stay as they were.
    shadow.append(make("section", { "aria-label": name }, button));
  }

  let app, loading, frame, before;
  let open = page;
  const listening = new AbortController();
  const { signal } = listening;

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
    (before?.isConnected ? before : button).focus({ preventScroll: true });
  };

  // Where wasm may not run, our own page does the same in a frame; where that may not be framed, its link still works.
  const fallback = (screen) => {
    if (page) return (document.getElementById("plain").hidden = false);
    const token = screen?.token ? `#ringback-${screen.screen}=${screen.token}` : "";
    const query = new URLSearchParams({ site, locale: language, screen: screen?.screen || "" });
    const url = folder + "page.html?" + query + token;
    frame?.remove();
    frame = make("div", { class: "elsewhere" }, make("iframe", { src: url, title: name }), make("a", { href: url, target: "_blank" }, name + " ↗"));
    frame.hidden = !open;
    root.append(frame);
  };

  const commands = {
    async open(screen) {
      before = document.activeElement;
      if (before === document.body || before === host) before = button;
      expanded(true);
      button.setAttribute("aria-busy", true);
      if (!app && !frame) {
        try {
          const glue = await load();
          if (signal.aborted) return;
          app ||= glue.mount(root, { base, site, locale: language, page, screen, closed });
          screen = undefined;
        } catch {
          loading = undefined;
          fallback(screen);
        }
      }
      button.removeAttribute("aria-busy");
      if (!open || signal.aborted) return;
      if (app) app.open(screen);
      else frame.hidden = false;
    },
    close() {
      app?.close();
      if (frame) frame.hidden = true;
      if (open) closed();
    },
    setLocale(locale) {
      language = locale;
      app?.setLocale(locale);
    },
    unmount() {
      listening.abort();
      app?.free();
      host.remove();
      if (window.ringback === ringback) delete window.ringback;
    },
  };

  // A signed link: #ringback-survey=TOKEN or #ringback-callback=TOKEN. Opening it records nothing.
  const follow = () => {
    const [, screen, token] = location.hash.match(/ringback-(survey|callback)=([\w.~-]+)/) || [];
    if (token) commands.open({ screen, token });
    return token;
  };
  const start = () => {
    if (!follow() && page) commands.open({ screen: asked.get("screen") || "" });
    const lean = navigator.connection?.saveData;
    if (!lean) (window.requestIdleCallback || setTimeout)(warm);
  };

  button.onclick = () => (open ? commands.close() : commands.open());
  // A press does not wait for a host whose last picture hangs; everything less than a press does.
  const warm = () => document.readyState === "complete" && !signal.aborted && load().catch(() => {});
  for (const type of ["pointerenter", "focus"]) button.addEventListener(type, warm);
  const ringback = (command, ...rest) => commands[command]?.(...rest);
  const kept = window.ringback?.q || [];
  window.ringback = ringback;

  const show = () => {
    if (page) document.documentElement.lang = language;
    (page ? document.body : document.documentElement).append(host);
    for (const call of kept) ringback(...call);
  };
  if (document.body) show();
  else addEventListener("DOMContentLoaded", show, { signal });
  addEventListener("hashchange", follow, { signal });
  addEventListener("online", () => app?.resend(), { signal });
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { signal });
})();

// Tells the bundler that this is a module, which it need not wrap.
export {};
