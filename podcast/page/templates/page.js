"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  document.documentElement.classList.add("js");
  for (const one of $$(".js[hidden]")) one.hidden = false;

  // Where the author has not said where the feed is published, it is where this page is.
  const feed = $("#feed");
  if (feed.dataset.feed && location.protocol.startsWith("http")) {
    feed.value = new URL(feed.dataset.feed, location.href).href;
  }
  let fading = 0;
  const say = (text) => {
    const box = document.createElement("span");
    box.textContent = text;
    $(".said").replaceChildren(box);
    clearTimeout(fading);
    fading = setTimeout(() => box.remove(), 4000);
  };
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say(text); // no permission, or not a secure page: shown, to be copied by hand
    }
  };
  $(".copy").addEventListener("click", () => {
    feed.select();
    copy(feed.value, "نُسخ عنوان الخلاصة");
  });

  const player = $("#player");
  if (!player) return;
  const lines = $$(".line").map((element) => ({
    element, start: Number(element.dataset.start), end: Number(element.dataset.end),
  }));
  const chapters = $$(".chapters li").map((element) => ({
    element, start: Number(element.dataset.start), end: Number(element.dataset.end),
  }));
  let until = Infinity; // where a section played alone ends
  let shown = null;
  let here = null;

  const seek = (seconds, end = Infinity, play = true) => {
    until = end;
    const go = () => { player.currentTime = seconds; show(); };
    if (player.readyState) go();
    else player.addEventListener("loadedmetadata", go, { once: true });
    // A browser may refuse to play before the listener has touched the page; the place is kept.
    if (play) player.play().catch(() => {});
  };
  // The last piece that has begun: pieces are in order of time.
  const at = (pieces, seconds) => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pieces[middle].start <= seconds + 0.01) low = middle + 1;
      else high = middle;
    }
    return pieces[low - 1] || null;
  };
  const follow = $("#follow");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const reveal = (element) => {
    if (!follow.checked || player.paused) return;
    const box = element.getBoundingClientRect();
    const top = $(".player").getBoundingClientRect().bottom + 20;
    if (box.top >= top && box.bottom <= innerHeight - 40) return;
    element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  };
  const show = () => {
    const time = player.currentTime;
    const begun = at(lines, time);
    const line = begun && time < begun.end ? begun : null;
    if (line !== shown) {
      if (shown) shown.element.classList.remove("spoken");
      if (line) { line.element.classList.add("spoken"); reveal(line.element); }
      shown = line;
    }
    const chapter = at(chapters, time);
    if (chapter !== here) {
      for (const [one, on] of [[here, false], [chapter, true]]) {
        if (!one) continue;
        one.element.classList.toggle("here", on);
        const link = one.element.querySelector("a");
        if (on) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      here = chapter;
      $("#now").textContent = chapter ? chapter.element.querySelector("a").textContent : "";
    }
  };
  // A section played alone ends where it ends; a jump far beyond is the listener's own wish.
  const tick = () => {
    const over = player.currentTime - until;
    if (over >= 0) {
      if (over < 3) { player.pause(); player.currentTime = until - 0.05; }
      until = Infinity;
    }
    show();
  };
  // The player tells the time four times a second: too seldom to end a section on its last word.
  const watch = () => {
    tick();
    if (!player.paused) requestAnimationFrame(watch);
  };
  player.addEventListener("play", () => { if (shown) reveal(shown.element); watch(); });
  player.addEventListener("timeupdate", tick);
  player.addEventListener("ratechange", () => { $("#rate").value = String(player.playbackRate); });
  $("#rate").addEventListener("change", (event) => { player.playbackRate = Number(event.target.value); });
  for (const type of ["wheel", "touchmove"]) {
    addEventListener(type, () => { if (!player.paused) follow.checked = false; }, { passive: true });
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hit = event.target.closest("[data-seek], [data-skip], [data-link], .line");
    if (!hit) return;
    if (hit.matches(".line")) {
      if (getSelection().isCollapsed) seek(Number(hit.dataset.start));
    } else if ("skip" in hit.dataset) {
      skip(Number(hit.dataset.skip));
    } else if ("link" in hit.dataset) {
      copy(new URL(hit.getAttribute("href"), location.href).href, "نُسخ رابط القسم");
    } else {
      event.preventDefault();
      seek(Number(hit.dataset.seek), Number(hit.dataset.until || Infinity));
    }
  });
  const skip = (seconds) => {
    until = Infinity;
    player.currentTime = Math.max(0, player.currentTime + seconds);
  };

  // The clock runs from left to right in Arabic too, so the right arrow goes on.
  const keys = {
    " ": () => { if (player.paused) player.play().catch(() => {}); else player.pause(); },
    ArrowLeft: () => skip(-5),
    ArrowRight: () => skip(5),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("a, button, input, select, textarea, audio, summary")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // `#t=75`, `#t=1:15`, `#t=75,90` (to 90) and `#section-3` start there.
  const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const arrive = () => {
    const time = /^#t=(?:npt:)?([\d:.]+)(?:,([\d:.]+))?$/.exec(location.hash);
    const section = /^#section-\d+$/.test(location.hash) && $(location.hash);
    if (time && seconds(time[1]) >= 0) seek(seconds(time[1]), time[2] ? seconds(time[2]) : Infinity);
    else if (section) seek(Number(section.dataset.start));
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
