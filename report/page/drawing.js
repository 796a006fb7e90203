// The picture of the menu: size, moving it, a step to look at, the step at which the phone is.

let zoom; // share of the natural size; nothing: as it fits
let chosen; // number of the chosen step, by menu and place

export const drawing = {
  listen(app) {
    document.addEventListener("click", (event) => {
      const tool = event.target.closest("[data-zoom]");
      if (tool) return resize(app, tool.dataset.zoom);
      const step = event.target.closest("svg a[data-step], #chosen a, #steps .ways a");
      if (!step || !app.report) return;
      event.preventDefault();
      choose(app, step.getAttribute("href").slice(1));
    });
    document.addEventListener("wheel", (event) => {
      const canvas = event.target.closest?.(".canvas");
      if (!canvas || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      resize(app, event.deltaY < 0 ? "in" : "out");
    }, { passive: false });
    // Moved like a map: by the mouse; fingers and keys scroll by themselves.
    let hold = null;
    document.addEventListener("pointerdown", (event) => {
      const canvas = event.target.closest(".canvas");
      if (canvas && event.pointerType === "mouse" && event.button === 0 && !event.target.closest("a")) {
        hold = { canvas, x: event.clientX, y: event.clientY, left: canvas.scrollLeft, top: canvas.scrollTop };
        canvas.classList.add("held");
      }
    });
    document.addEventListener("pointermove", (event) => {
      if (!hold) return;
      hold.canvas.scrollLeft = hold.left - (event.clientX - hold.x);
      hold.canvas.scrollTop = hold.top - (event.clientY - hold.y);
    });
    document.addEventListener("pointerup", () => {
      hold?.canvas.classList.remove("held");
      hold = null;
    });
    document.addEventListener("keydown", (event) => {
      if (!event.target.closest?.(".canvas")) return;
      const action = { "+": "in", "=": "in", "-": "out", "0": "fit" }[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      resize(app, action);
    });
    for (const [from, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
      document.addEventListener(from, (event) => {
        const step = event.target.closest?.("svg a[data-step]");
        if (step) point(step, on);
      });
    }
    window.addEventListener("resize", () => drawing.show(app));
  },

  /** After the picture was drawn anew. */
  show(app) {
    for (const svg of app.all(".canvas svg")) {
      const natural = svg.viewBox.baseVal.width;
      const room = svg.parentElement.clientWidth - 2;
      const scale = zoom ?? Math.min(1, Math.max(room / natural, 0.5));
      svg.style.inlineSize = `${Math.round(natural * scale)}px`;
      svg.style.blockSize = "auto";
    }
    if (chosen && app.find(chosen)) reveal(app);
    else app.find("chosen").hidden = true;
  },

  /** Marks the step at which the phone is. */
  ring(app, at) {
    for (const step of app.all("svg a.ringing")) step.classList.remove("ringing");
    if (!at) return;
    const [file, name] = at;
    const details = [...app.all("details.step")].filter((step) => step.dataset.name === name);
    for (const step of app.all("svg a[data-step]")) {
      if (details.some((one) => one.dataset.file === file && `#${one.id}` === step.getAttribute("href"))) step.classList.add("ringing");
    }
  },
};

function resize(app, action) {
  const svg = app.all(".canvas svg")[0];
  if (!svg) return;
  const now = zoom ?? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  zoom = action === "fit" ? undefined : Math.min(2.5, Math.max(0.2, now * (action === "in" ? 1.25 : 0.8)));
  drawing.show(app);
}

/** Shows what leads to a step and from it. */
function point(step, on) {
  const svg = step.ownerSVGElement;
  svg.classList.toggle("pointing", on);
  const number = step.dataset.step;
  for (const line of svg.querySelectorAll(".line")) {
    line.classList.toggle("near", on && (line.dataset.from === number || line.dataset.to === number));
  }
}

function choose(app, id) {
  chosen = id;
  reveal(app);
  app.find("chosen").scrollIntoView({ block: "nearest" });
  app.find("chosen").querySelector("h3").focus({ preventScroll: true });
}

/** The chosen step beside the picture: what the list of steps says of it. */
function reveal(app) {
  const details = app.find(chosen);
  const panel = app.find("chosen");
  if (!details) return;
  const title = document.createElement("h3");
  title.tabIndex = -1;
  title.innerHTML = details.querySelector("summary").innerHTML;
  panel.replaceChildren(title, details.querySelector(".about").cloneNode(true));
  panel.hidden = false;
  for (const step of app.all("svg a[data-step]")) step.classList.toggle("chosen", step.getAttribute("href") === `#${chosen}`);
}
