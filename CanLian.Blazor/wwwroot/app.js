// What the browser must do by itself: the reader's settings, the keyboard, and what is typed while the line is broken. Everything listens on
// the document, so it also serves parts that are drawn later and pages without a connection.
(() => {
  "use strict";
  const root = document.documentElement;
  const themes = ["light", "dark", "contrast"];

  function remember(name, value) {
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax${secure}`;
  }

  function focus(id) {
    const target = document.getElementById(id);
    if (!target) return;
    target.closest("details:not([open])")?.setAttribute("open", "");
    if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  function showModal(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  globalThis.canlian = { focus, showModal, calm, theme: () => root.dataset.theme };

  // The screen on the wall has no mouse: space stops it, arrows turn it, F fills the screen. A control that has the focus keeps its keys.
  const wallKeys = { " ": "pause", ArrowRight: "next", ArrowLeft: "back", f: "full", F: "full" };
  document.addEventListener("keydown", event => {
    const button = wallKeys[event.key] && document.querySelector(`.cl-wall [data-wall=${wallKeys[event.key]}]`);
    if (!button || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("a, button, summary, input, select, textarea")) return;
    event.preventDefault();
    button.click();
  });

  // Settings, links within the page, menus that close. Capturing, so that Blazor sees the theme already changed and leaves focus links alone.
  document.addEventListener("click", event => {
    const on = selector => event.target.closest?.(selector);
    let hit;
    if (on("[data-theme-next]")) {
      root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
      remember("cl-theme", root.dataset.theme);
    } else if ((hit = on("[data-text-size]"))) {
      root.dataset.text = hit.dataset.textSize;
      remember("cl-text", root.dataset.text);
    } else if ((hit = on("[data-language]"))) {
      remember(".AspNetCore.Culture", encodeURIComponent(`c=${hit.dataset.language}|uic=${hit.dataset.language}`));
      location.reload();
    } else if ((hit = on("[data-show]"))) {
      const field = document.getElementById(hit.dataset.show);
      field.type = field.type === "password" ? "text" : "password";
      hit.setAttribute("aria-pressed", String(field.type === "text"));
    } else if (on("[data-wall=full]")) {
      (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()).catch(() => {});
    } else if (on("[data-print]")) {
      print();
    } else if ((hit = on("a[data-focus]"))) {
      event.preventDefault();
      focus(hit.dataset.focus);
    }
    for (const menu of document.querySelectorAll("details.cl-menu[open]")) {
      if (!menu.contains(event.target) || on(".cl-menu-list a, .cl-menu-list button")) menu.open = false;
    }
    if (on("[popover] a")) on("[popover]").hidePopover?.();
  }, true);

  // A menu that is longer than the screen shows the line where one is.
  function showPlace(line) {
    const drawer = document.getElementById("cl-drawer");
    if (!line || drawer.scrollHeight <= drawer.clientHeight) return;
    const below = line.getBoundingClientRect().top - drawer.getBoundingClientRect().top;
    if (below < 0 || below + line.offsetHeight > drawer.clientHeight) drawer.scrollTop += below - drawer.clientHeight / 2;
  }
  let place = null;
  new MutationObserver(() => {
    const line = document.querySelector("#cl-drawer [aria-current]");
    if (line !== place) {
      place = line;
      showPlace(line);
    }
  }).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-current"] });

  document.addEventListener("toggle", event => {
    if (!event.target.matches?.("details.cl-menu[open]")) return;
    for (const button of event.target.querySelectorAll("[data-text-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.textSize === (root.dataset.text || "100")));
    }
  }, true);

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      const menu = event.target.closest?.("details.cl-menu[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    } else if (event.key === "/" && !event.isComposing && !event.ctrlKey && !event.altKey && !event.metaKey
        && !event.target.closest?.("input, textarea, select, [contenteditable], dialog")) {
      const box = [...document.querySelectorAll(".cl-search input")].find(input => input.offsetParent);
      if (box) {
        event.preventDefault();
        box.focus();
        box.select();
      }
    }
  });

  for (const button of document.querySelectorAll("[data-show]")) button.hidden = false;

  // The session's cookie cannot be renewed over the open connection, so whoever is at work sends a sign of life now and then.
  const lifeEvery = 300000;
  let alive = Date.now();
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      if (Date.now() - alive < lifeEvery || !document.querySelector(".cl-shell:not(.cl-static)")) return;
      alive = Date.now();
      fetch("session", { method: "POST" }).catch(() => {});
    }, { capture: true, passive: true });
  }

  // The search box as a combobox: which answer is chosen is known here alone.
  const answers = box => [...document.querySelectorAll(`#${CSS.escape(box.getAttribute("aria-controls"))} [role=option]`)];

  function choose(box, options, index) {
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", options[index].id);
    options[index]?.scrollIntoView({ block: "nearest" });
  }

  const isBox = element => element?.matches?.(".cl-search input[role=combobox]");

  document.addEventListener("keydown", event => {
    const box = event.target;
    if (!isBox(box) || event.isComposing) return;
    const options = answers(box);
    const chosen = options.findIndex(option => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (options.length === 0) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(box, options, chosen < 0 ? (step > 0 ? 0 : options.length - 1) : (chosen + step + options.length) % options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen >= 0 || (options.length > 0 && !("submit" in box.dataset))) options[Math.max(chosen, 0)].click();
      else document.querySelector(`[data-submit-for="${CSS.escape(box.id)}"]`)?.click();
    } else if (event.key === "Escape") {
      const shut = box.closest(".cl-search").classList;
      if (options.length > 0 && !shut.contains("cl-search-shut")) event.preventDefault();
      choose(box, options, -1);
      shut.add("cl-search-shut");
    }
  });

  document.addEventListener("input", event => {
    if (!isBox(event.target)) return;
    event.target.closest(".cl-search").classList.remove("cl-search-shut");
    choose(event.target, answers(event.target), -1);
  }, true);

  // The broken line. What was typed shortly before the break was noticed may be lost on the way, so it is said again too.
  const unheardFor = 40000;
  const typed = new Map();
  let state = "";

  function show(strip, next) {
    state = next;
    strip.dataset.state = next;
    // Nobody stands before the screen on the wall to press the button.
    if (next === "failed" && document.querySelector(".cl-wall")) setTimeout(retryWhenFailed, 10000);
    if (next === "back" || next === "replayed") setTimeout(() => { if (state === next) show(strip, ""); }, 4000);
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, event => {
      if (!event.isTrusted) return;
      if (!state) forgetHeard();
      typed.set(event.target, Date.now());
    }, true);
  }

  function replay() {
    const fields = [...typed.keys()].filter(field => field.isConnected);
    for (const field of fields) {
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    typed.clear();
    return fields.length > 0;
  }

  function forgetHeard() {
    for (const [field, at] of typed) if (Date.now() - at > unheardFor || !field.isConnected) typed.delete(field);
  }

  async function lost(strip) {
    if (typed.size > 0) show(strip, "lost");
    else location.reload();
  }

  async function resume(strip) {
    if (await Blazor.resumeCircuit()) show(strip, replay() ? "replayed" : "back");
    else lost(strip);
  }

  async function retry(strip) {
    try {
      show(strip, "retrying");
      if (!await Blazor.reconnect()) await resume(strip);
    } catch {
      show(strip, "failed");
    }
  }

  const retryWhenFailed = () => { if (state === "failed") retry(strip); };

  const strip = document.getElementById("cl-strip");
  document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    switch (event.detail.state) {
      case "show": forgetHeard(); show(strip, "retrying"); break;
      case "retrying": show(strip, "retrying"); break;
      case "hide": if (state) show(strip, replay() ? "replayed" : "back"); break;
      case "paused": show(strip, "paused"); break;
      case "failed": case "resume-failed": show(strip, "failed"); break;
      case "rejected": resume(strip).catch(() => lost(strip)); break;
    }
  });

  window.addEventListener("online", retryWhenFailed);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") retryWhenFailed(); });

  document.addEventListener("click", event => {
    switch (event.target.closest?.("[data-connection]")?.dataset.connection) {
      case "retry": retry(strip); break;
      case "resume": resume(strip).catch(() => lost(strip)); break;
      case "reload": location.reload(); break;
    }
  });
})();
