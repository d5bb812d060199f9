"use strict";
// The text that is heard: the sentence that sounds, by mouse and by keys; following it; searching it.
(() => {
  if (!player) return;
  const { $, $$, fold, foldLetter, roving } = page;
  const { audio, at, seek } = player;
  const root = document.documentElement;
  const lines = $$(".line").map((element) => ({
    element, start: Number(element.dataset.start), end: Number(element.dataset.end),
  })).sort((one, other) => one.start - other.start);
  if (!lines.length) { player.begin(); return; }
  const of = new Map(lines.map((one) => [one.element, one]));

  // --- one Tab stop: the arrows go from sentence to sentence, Enter plays ---------------------------
  const elements = $$(".line");
  const stops = roving(elements);
  const tools = $$(".transcript .tools a");
  // Of the buttons of all sections, those of the section where the reader is are in the Tab order.
  const near = (element) => {
    const section = element.closest(".transcript section") || $(".transcript section");
    for (const tool of tools) tool.tabIndex = tool.closest("section") === section ? 0 : -1;
  };
  const choose = (element) => { stops.choose(element); near(element); };
  choose(elements[0]);
  for (const element of elements) {
    element.setAttribute("aria-keyshortcuts", "Enter");
    element.addEventListener("focus", () => choose(element));
  }
  const text = $(".transcript");
  document.addEventListener("keydown", (event) => {
    const line = of.get(event.target);
    if (!line) return;
    if (event.key === "Enter") {
      event.preventDefault();
      seek(line.start);
    } else stops.move(event);
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("a, button")) return;
    const element = event.target.closest(".line");
    if (!element || !getSelection().isCollapsed) return;
    choose(element);
    seek(of.get(element).start);
  });

  // A table is a Tab stop only where it must be scrolled.
  const tables = $$(".table");
  const fit = () => {
    for (const one of tables) one.tabIndex = one.scrollWidth > one.clientWidth ? 0 : -1;
  };
  addEventListener("resize", fit);
  fit();

  // --- following ------------------------------------------------------------------------------------
  const follow = $("#follow");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 64rem)");
  const low = matchMedia("(max-width: 40rem)");
  const bar = $("#bar");
  const room = () => {
    const height = bar.getBoundingClientRect();
    return low.matches ? [0, height.top] : [Math.max(0, height.bottom), innerHeight];
  };
  const bring = (element, focus = false) => {
    element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    if (focus) element.focus({ preventScroll: true });
  };
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    const [top, bottom] = room();
    return box.bottom > top && box.top < bottom;
  };
  const isWhole = (element) => {
    const box = element.getBoundingClientRect();
    const [top, bottom] = room();
    return box.top >= top + 12 && box.bottom <= bottom - 24;
  };
  let shown = null;
  // Only who is reading is taken along: whose eyes are on the chapters, or elsewhere, is left there.
  const isReading = () => isSeen(text) && (!shown || isSeen(shown.element) || wide.matches);
  const mark = (time) => {
    const begun = at(lines, time);
    const line = begun && time < begun.end ? begun : null;
    if (line === shown) return;
    const reading = follow.checked && !audio.paused && isReading();
    if (shown) {
      shown.element.classList.remove("spoken");
      shown.element.removeAttribute("aria-current");
    }
    shown = line;
    if (!line) return;
    line.element.classList.add("spoken");
    line.element.setAttribute("aria-current", "true");
    if (!of.has(document.activeElement)) choose(line.element);
    if (reading && !isWhole(line.element)) bring(line.element);
  };
  player.onTime(mark);
  audio.addEventListener("play", () => {
    if (shown && follow.checked && isReading() && !isWhole(shown.element)) bring(shown.element);
  });
  for (const type of ["wheel", "touchmove"]) {
    addEventListener(type, (event) => {
      const list = event.target.closest(".chapters ol"); // has a scroll bar of its own on a wide screen
      const own = list && list.scrollHeight > list.clientHeight;
      if (!audio.paused && !own) follow.checked = false;
    }, { passive: true });
  }
  follow.addEventListener("change", () => { if (follow.checked && shown) bring(shown.element); });
  const nearest = () => (shown || at(lines, audio.currentTime) || lines[0]);
  $("#now").addEventListener("click", () => {
    follow.checked = true;
    bring(nearest().element, true);
  });
  root.addEventListener("arrived", (event) => {
    const line = at(lines, event.detail);
    if (line) { choose(line.element); line.element.scrollIntoView({ block: "center" }); }
  });
  // Two columns: a chapter chosen in one is shown in the other. One column: the page stays where it is.
  root.addEventListener("chosen", (event) => {
    if (wide.matches && event.detail.closest(".chapters")) {
      const line = at(lines, Number(event.detail.dataset.seek) + 0.05);
      if (line && !isWhole(line.element)) bring(line.element);
    }
  });
  player.shareFrom(() => {
    const line = of.get(document.activeElement) || at(lines, audio.currentTime);
    return line && audio.currentTime + line.start > 0 ? line.start : 0;
  });

  // --- search: letters folded, in every block, across links and emphasis -----------------------------
  const find = $("#search");
  const blocks = $$("h3, p:not(.tools), li, td, th, blockquote, pre", text)
    .filter((one) => !one.querySelector("p, li, td"));
  let index = null;
  const indexed = () => blocks.map((block) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let letters = "";
    const places = []; // of each folded letter: its text node and the offset in it
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let offset = 0;
      for (const letter of node.data) {
        const plain = /\s/.test(letter) ? " " : foldLetter(letter);
        for (const one of plain) {
          if (one === " " && letters.endsWith(" ")) continue;
          letters += one;
          places.push([node, offset, offset + letter.length]);
        }
        offset += letter.length;
      }
    }
    return { block, letters, places };
  });
  let hits = [];
  let current = -1;
  // Written here because validators of CSS do not know `::highlight` yet.
  if (window.Highlight && document.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      ::highlight(found) { background: var(--mark); color: var(--mark-ink); }
      ::highlight(hit) { background: var(--hit); color: var(--mark-ink); }`);
    document.adoptedStyleSheets = [sheet];
  }
  const paint = (name, ranges) => {
    if (!window.Highlight || !CSS.highlights) return;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  };
  const search = () => {
    const wanted = fold(find.value);
    hits = [];
    current = -1;
    if (wanted.length > 1) {
      index = index || indexed();
      for (const { block, letters, places } of index) {
        for (let from = letters.indexOf(wanted); from >= 0; from = letters.indexOf(wanted, from + wanted.length)) {
          const [node, start] = places[from];
          const [last, , end] = places[from + wanted.length - 1];
          const range = new Range();
          range.setStart(node, start);
          range.setEnd(last, end);
          hits.push({ range, element: node.parentElement.closest(".line") || block });
        }
      }
    }
    paint("found", hits.map((one) => one.range));
    paint("hit", []);
    for (const one of $$(".found")) one.classList.remove("found");
    for (const one of hits) one.element.classList.add("found");
    tell();
  };
  const tell = () => {
    const empty = fold(find.value).length < 2;
    $("#hits").textContent = empty ? "" : hits.length ? `${Math.max(0, current) + 1} من ${hits.length}` : "لا نتيجة";
    for (const button of $$(".search button")) button.hidden = !hits.length;
  };
  const go = (by) => {
    if (!hits.length) return;
    current = current < 0 ? (by > 0 ? 0 : hits.length - 1) : (current + by + hits.length) % hits.length;
    const hit = hits[current];
    follow.checked = false;
    paint("hit", [hit.range]);
    if (of.has(hit.element)) choose(hit.element);
    bring(hit.element);
    tell();
  };
  let waiting = 0;
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { search(); if (hits.length) go(1); }, 120);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { find.value = ""; search(); find.blur(); }
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (event.altKey && hits[current] && of.has(hits[current].element)) seek(of.get(hits[current].element).start);
    else go(event.shiftKey ? -1 : 1);
  });
  $("#search-next").addEventListener("click", () => go(1));
  $("#search-back").addEventListener("click", () => go(-1));
  find.closest("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog[open]");
    if (event.code !== "Slash" || typing || player.isOff(event.code) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    find.focus();
    find.select();
  });

  player.begin();
})();
