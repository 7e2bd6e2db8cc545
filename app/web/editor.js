// What an editor has the browser do. It hears what happens in text areas, and lays
// what a text area cannot hold by a copy of its text that wraps alike: fresh marks
// under it, others' carets over it. app/ui is what calls it, and says what for.
window.midspanEditor = (() => {
  "use strict";
  // Such a text area is as tall as its text by itself: the copy then holds the text
  // only while something is laid by it, for it costs a second layout with each key.
  const grows = CSS.supports("field-sizing", "content");
  const readingLine = "-35% 0px -64.9% 0px"; // where in the window somebody reads
  const clear = { top: 130, bottom: 150 };   // of what sticks to the window's edges
  const apple = /^(Mac|iP)/.test(navigator.platform);
  const android = /Android/.test(navigator.userAgent);

  const make = (kind, className) => Object.assign(document.createElement(kind), { className });
  // A line of the copy is an element of its own, for the browser to lay out alone.
  const makeLine = (text) => {
    const line = document.createTextNode(text);
    make("div", "").append(line);
    return line;
  };

  // Whether a key means to undo (true) or to redo (false).
  function undoKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }) {
    const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
    if (!mod || other || altKey) return undefined;
    const letter = (key.length === 1 && key < "\x7f" ? key : code.replace("Key", "")).toLowerCase();
    if (letter === "z") return !shiftKey;
    if (letter === "y" && !apple && !shiftKey) return false;
    return undefined;
  }

  class Section {
    constructor(id) {
      const [area, over, carets] = ["text-", "over-", "carets-"].map((part) => document.getElementById(part + id));
      Object.assign(this, { id, area, over, layer: carets, carets: [], fresh: [], noted: [], flags: new Map(), due: 0 });
      this.words = make("div", "");
      this.marks = make("div", "editor__marks");
      over.replaceChildren(this.words, this.marks);
      if (!grows) this.hold();
    }

    // The text area.

    value() { return this.area.value; }
    focused() { return document.activeElement === this.area; }
    caret() { return this.area.selectionEnd; }

    // Where the reader is: where the selection began, and where its caret is.
    selection() {
      const { selectionStart: from, selectionEnd: to, selectionDirection: way } = this.area;
      return way === "backward" ? [to, from] : [from, to];
    }

    inSight() {
      const { top, bottom } = this.area.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    }

    // Changes the text; caret and selection stay with their neighbours.
    splice(at, cut, insert) {
      this.area.setRangeText(insert, at, at + cut, "preserve");
      this.edit(at, cut, insert);
    }

    become(text, from, to) {
      this.area.value = text;
      if (this.focused()) this.area.setSelectionRange(from, to);
      this.copy();
    }

    // Puts the caret somewhere. Whoever works the page by keys stays where they are.
    goTo(at) {
      const button = document.activeElement?.closest("button");
      if (!button || button.closest(".hint")) this.area.focus({ preventScroll: true });
      this.area.setSelectionRange(at, at);
      const y = this.height(at), view = window.visualViewport;
      const bottom = Math.min(innerHeight - clear.bottom, view ? view.offsetTop + view.height - clear.bottom / 2 : Infinity);
      if (y < clear.top) scrollBy(0, y - clear.top);
      else if (y > bottom) scrollBy(0, y - bottom);
    }

    // The copy.

    copy() {
      if (this.lines) this.hold();
      this.soon();
    }

    hold() {
      this.lines = this.area.value.split("\n").map(makeLine);
      this.length = this.area.textLength;
      this.words.replaceChildren(...this.lines.map((line) => line.parentNode));
    }

    drop() {
      this.lines = undefined;
      this.words.replaceChildren();
    }

    // Follows one change of the text area, so that not all is laid out anew.
    edit(at, cut, insert) {
      if (!this.lines) return;
      if (this.length - cut + insert.length === this.area.textLength) this.change(at, cut, insert);
      else this.hold(); // it was copied after the change
      this.soon();
    }

    change(at, cut, insert) {
      const [first, from] = this.find(at), [last, to] = this.find(at + cut);
      this.length += insert.length - cut;
      if (first === last && !insert.includes("\n")) {
        this.lines[first].replaceData(from, cut, insert);
        return;
      }
      const text = this.lines[first].data.slice(0, from) + insert + this.lines[last].data.slice(to);
      const now = text.split("\n").map(makeLine);
      this.lines[first].parentNode.before(...now.map((line) => line.parentNode));
      for (const line of this.lines.splice(first, last - first + 1, ...now)) line.parentNode.remove();
    }

    // The line and the place in it of an offset.
    find(at) {
      let line = 0;
      for (at = Math.min(at, this.length); at > this.lines[line].length; line++) at -= this.lines[line].length + 1;
      return [line, at];
    }

    // What is to be laid by the text from now on.
    mark(json) {
      Object.assign(this, JSON.parse(json));
      const needed = !grows || this.carets.length || this.fresh.length || this.noted.length;
      if (needed && !this.lines) this.hold();
      if (!needed) this.drop();
      this.soon();
    }

    // Has the caret stay where it is on the screen, whatever changes before the next frame.
    keep() {
      this.kept ??= this.height(this.caret());
      this.soon();
    }

    // It is laid with the next frame, when the browser lays out the page anyway.
    soon() {
      if (!this.due && (this.kept !== undefined || this.carets.length || this.flags.size || this.fresh.length || this.noted.length || this.marks.firstChild))
        this.due = requestAnimationFrame(() => this.lay());
    }

    lay() {
      this.due = 0;
      const by = this.kept === undefined ? NaN : this.height(this.caret()) - this.kept;
      this.kept = undefined;
      const from = this.over.getBoundingClientRect();
      const spots = this.carets.map((c) => this.place(c.at));
      const lines = [
        ...this.fresh.flatMap((f) => this.boxes(f.from, f.to).map((r) => ["fresh " + f.side, r])),
        ...this.noted.flatMap((n) => this.boxes(n.from, n.to).map((r) => ["noted", r])),
      ];
      while (this.marks.childElementCount > lines.length) this.marks.lastChild.remove();
      lines.forEach(([says, r], i) => {
        const mark = this.marks.children[i] ?? this.marks.appendChild(make("span", ""));
        if (mark.className !== says) mark.className = says;
        mark.style.cssText = `left:${r.left - from.left}px;top:${r.top - from.top}px;width:${r.width}px;height:${r.height}px`;
      });
      const before = new Map(this.flags);
      this.carets.forEach((c, i) => {
        before.delete(c.client);
        this.flag(c, spots[i], from);
      });
      for (const [client, flag] of before) {
        flag.line.remove();
        this.flags.delete(client);
      }
      if (by) scrollBy({ top: by, behavior: "instant" });
    }

    // A caret glides when its owner moves it, and stays with its words at once when those
    // move. Its name stands beside it at the end of the text and over it elsewhere.
    flag(caret, spot, column) {
      let flag = this.flags.get(caret.client);
      if (!flag) {
        flag = { line: make("span", "caret"), name: make("b", "") };
        flag.name.dir = "auto";
        flag.name.textContent = caret.name;
        flag.line.append(flag.name);
        this.layer.append(flag.line);
        flag.width = flag.name.offsetWidth;
        this.flags.set(caret.client, flag);
      }
      const x = Math.round(Math.min(Math.max(spot.left - column.left, 0), column.width)); // a space at a line's end may hang out
      const y = Math.round((spot.top + spot.bottom) / 2 - column.top);
      const beside = caret.at >= this.length && x + flag.width + 8 <= column.width;
      const says = ["caret", caret.side];
      if (flag.moved !== caret.moved) says.push("caret--glides");
      if (caret.idle) says.push("idle");
      if (beside) says.push("caret--end");
      else if (x + flag.width > column.width) says.push("caret--back");
      flag.moved = caret.moved;
      if (flag.line.className !== says.join(" ")) flag.line.className = says.join(" ");
      flag.line.style.transform = `translate(${x}px,${y}px)`;
    }

    rects(line, from, to) {
      const range = document.createRange();
      range.setStart(line, from);
      range.setEnd(line, to);
      return [...range.getClientRects()];
    }

    // The boxes of a piece of the text, one for each line on the screen.
    boxes(from, to) {
      const [first, start] = this.find(from), [last, end] = this.find(to);
      return this.lines.slice(first, last + 1).flatMap((line, i) =>
        this.rects(line, i ? 0 : start, first + i < last ? line.length : end));
    }

    place(at) {
      const [line, from] = this.find(at);
      return this.rects(this.lines[line], from, from)[0] ?? this.lines[line].parentNode.getBoundingClientRect();
    }

    // How far down on the screen an offset of the text stands.
    height(at) {
      const held = this.lines;
      if (!held) this.hold();
      const y = this.place(at).top;
      if (!held) this.drop();
      return y;
    }
  }

  // Opens the editor of some sections. tell is told what happens, and in which of them.
  // What is nobody else's to see asks for no watching.
  function open(ids, watched, tell) {
    const sections = JSON.parse(ids).map((id) => new Section(id));
    const ends = [];
    const on = (target, event, act) => {
      target.addEventListener(event, act);
      ends.push(() => target.removeEventListener(event, act));
    };
    const observe = (observer, targets) => {
      for (const t of targets) observer.observe(t);
      ends.push(() => observer.disconnect());
    };
    sections.forEach((s, i) => {
      const turn = (event, back) => { event.preventDefault(); tell("turn", i, back); };
      on(s.area, "compositionstart", () => tell("composes", i, true));
      on(s.area, "compositionend", () => tell("composes", i, false));
      on(s.area, "blur", () => tell("composes", i, false));
      on(s.area, "focus", () => tell("caret", i));
      on(s.area, "input", (event) => tell("input", i, event.inputType ?? ""));
      // The browser's own undo knows nothing of others: it never runs.
      on(s.area, "keydown", (event) => {
        const back = undoKey(event);
        if (back !== undefined) turn(event, back);
      });
      on(s.area, "beforeinput", (event) => {
        if (event.inputType.startsWith("history")) turn(event, event.inputType === "historyUndo");
      });
    });
    // Whoever presses the buttons for it keeps the caret, and a phone its keyboard.
    on(document, "mousedown", (event) => { if (event.target.closest(".undo, .hint button")) event.preventDefault(); });
    on(document, "selectionchange", () => tell("caret", -1));
    observe(new ResizeObserver(() => sections.forEach((s) => s.soon())), sections.map((s) => s.over));
    if (watched) watch();
    return { sections, android, close: () => ends.forEach((end) => end()) };

    function watch() {
      const seen = () => tell("away", -1, document.visibilityState !== "visible");
      const leaves = () => tell("away", -1, true);
      on(document, "visibilitychange", seen);
      on(document, "resume", seen);
      on(window, "pageshow", seen);
      on(document, "freeze", leaves);
      on(window, "pagehide", leaves);
      const places = sections.map((s) => s.area.closest(".sec"));
      observe(new IntersectionObserver((entries) => {
        for (const e of entries) tell("reads", places.indexOf(e.target), e.isIntersecting);
      }, { rootMargin: readingLine }), places);
    }
  }

  // Shows words that could not be sent, to be copied. It stands apart from the page, which
  // may have gone.
  function offer(json) {
    const says = JSON.parse(json);
    document.getElementById("unsent")?.remove();
    const sheet = Object.assign(make("dialog", "sheet"), { id: "unsent" });
    const within = make("div", "sheet__in stack"), row = make("div", "row");
    const title = Object.assign(make("h2", ""), { id: "unsent-title", textContent: says.title });
    const words = Object.assign(make("p", ""), { textContent: says.words });
    const text = Object.assign(make("textarea", "input"), { value: says.text, readOnly: true, dir: "auto", ariaLabel: says.label });
    const press = (look, label, act) => {
      const button = Object.assign(make("button", "btn " + look), { type: "button", textContent: label });
      button.addEventListener("click", () => act(button));
      row.append(button);
      return button;
    };
    let copied = false;
    const copy = press("btn--primary", says.copy, async (button) => {
      text.focus();
      text.select();
      try {
        await navigator.clipboard.writeText(says.text);
      } catch {
        if (!document.execCommand("copy")) return; // they are selected, to be copied by hand
      }
      copied = true;
      button.textContent = says.copied;
    });
    press("btn--quiet", says.close, () => sheet.close());
    sheet.setAttribute("aria-labelledby", title.id);
    sheet.addEventListener("cancel", (event) => { if (!copied) event.preventDefault(); }); // by the button, on purpose
    sheet.addEventListener("close", () => sheet.remove());
    within.append(title, words, text, row);
    sheet.append(within);
    document.body.append(sheet);
    sheet.showModal();
    copy.focus();
  }

  return { open, offer };
})();
