// What a page does for those who listen to it, and for those who work it by keys.
window.midspanAccess = (() => {
  "use strict";
  const gathers = 300; // ms: what happens together is said together
  const pace = 3000;   // between two announcements
  const most = 4;      // sentences of one

  // The one polite voice of the tab. It stands apart from the page, which is drawn anew.
  const voice = Object.assign(document.createElement("div"), { id: "voice", className: "sr" });
  voice.setAttribute("role", "status");
  document.body.append(voice);
  let waiting = [], due = 0, last = -pace;
  const said = new Map(); // what is not to be said again at once, and when it was
  const lull = 60000;

  // A sheet shuts out what is beside it: what comes meanwhile is said when it has closed.
  function speak() {
    if (document.querySelector("dialog[open]")) {
      due = setTimeout(speak, gathers);
      return;
    }
    due = 0;
    last = performance.now();
    voice.textContent = waiting.join(" ");
    waiting = [];
  }

  // Says a sentence, soon, with the others that came meanwhile.
  function say(sentence) {
    waiting = [...waiting.filter((s) => s !== sentence), sentence].slice(-most);
    due ||= setTimeout(speak, Math.max(gathers, last + pace - performance.now()));
  }

  // Says what may come again and again, as somebody who writes: once a minute.
  function sayOnce(sentence) {
    if (performance.now() - (said.get(sentence) ?? -lull) < lull) return;
    said.set(sentence, performance.now());
    say(sentence);
  }

  const heading = (of) => of?.querySelector("h1, h2") ?? document.querySelector("main h1") ?? document.getElementById("main");

  // Gives the focus to what names a part of the page.
  function goTo(part) {
    const name = heading(part);
    if (!name) return;
    if (!name.hasAttribute("tabindex")) name.tabIndex = -1;
    name.focus({ preventScroll: true });
  }

  // When what had the focus goes away, the part that it stood in gets it.
  let path = [];
  document.addEventListener("focusin", ({ target }) => {
    for (path = []; target; target = target.parentElement) path.push(target);
  });
  new MutationObserver(() => {
    if (!path.length || path[0].isConnected || document.activeElement !== document.body) return;
    const left = path.find((e) => e.isConnected);
    path = [];
    goTo(left?.closest("section, dialog, main"));
  }).observe(document.body, { childList: true, subtree: true });

  // The client draws the page of the server anew. Somebody may have begun to fill in its
  // forms by then, or be somewhere by keys: that is kept, and put back.
  const places = "a[href], button, input, select, textarea, summary";
  const controls = "form input[id], form textarea[id], form select[id], form input[type=radio], form input[type=checkbox]";
  const ticks = (e) => e.type === "radio" || e.type === "checkbox";
  const changed = (e) => e.type === "select-one" || (ticks(e) ? e.checked !== e.defaultChecked : e.value !== e.defaultValue);
  let fields = [], focus = -1;

  function keep() {
    fields = [...document.querySelectorAll(controls)].filter(changed).map((e) =>
      [ticks(e) ? `[name="${e.name}"][value="${e.value}"]` : "#" + CSS.escape(e.id), e.value, e.checked]);
    focus = [...document.querySelectorAll(places)].indexOf(document.activeElement);
  }

  function restore() {
    for (const [query, value, checked] of fields) {
      const e = document.querySelector(query);
      if (!e) continue;
      e.value = value;
      if (checked) e.checked = true;
      for (const what of ["input", "change"]) e.dispatchEvent(new Event(what, { bubbles: true }));
    }
    document.querySelectorAll(places)[focus]?.focus({ preventScroll: true });
  }

  // An address with a fragment is the client's to handle, and it moves no focus.
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".skip")) return;
    event.preventDefault();
    event.stopPropagation();
    const main = document.getElementById("main");
    main.focus();
    main.scrollIntoView();
  }, true);

  return { say, sayOnce, goTo, keep, restore };
})();
