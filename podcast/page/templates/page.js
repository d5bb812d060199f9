"use strict";
(() => {
  const $ = (selector) => document.querySelector(selector);
  const $$ = (selector) => [...document.querySelectorAll(selector)];
  const root = document.documentElement;
  root.classList.add("js");
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

  // Titles are found however their hamzas, marks and digits are typed.
  const digits = (text) => text.replace(/[٠-٩۰-۹]/g, (one) => one.charCodeAt(0) & 15);
  const plain = (text) => digits(text.normalize("NFKD").toLowerCase())
    .replace(/[\p{M}ـ]/gu, "").replace(/ى/g, "ي").replace(/ة/g, "ه");
  const find = $("#find");
  if (find) {
    const items = $$(".episodes > li, .year li").map((element) => ({
      element, title: plain(element.querySelector("bdi").textContent),
    }));
    find.addEventListener("input", () => {
      const wanted = plain(find.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const { element, title } of items) {
        element.hidden = !wanted.every((word) => title.includes(word));
        count += !element.hidden;
      }
      for (const year of $$(".year")) {
        const some = year.querySelector("li:not([hidden])");
        year.hidden = !some;
        year.open = Boolean(wanted.length && some);
      }
      $("#archive").hidden = !$(".year:not([hidden])");
      $("#found").textContent = wanted.length ? `النتائج: ${count}` : "";
    });
  }

  const player = $("#player");
  if (!player) return;
  // What a browser forbids to keep, as in a private window, is not kept.
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* see above */ } };
  const place = `place ${new URL(player.src).pathname}`;

  const timed = (selector) => $$(selector).map((element) => ({
    element, start: Number(element.dataset.start), end: Number(element.dataset.end),
  }));
  const lines = timed(".line");
  const chapters = timed(".transcript section");
  const entries = new Map(timed(".chapters li").map((one) => [one.start, one.element]));
  const strip = $("#strip");
  strip.setAttribute("aria-hidden", "true"); // the list of chapters says the same in words
  for (const one of chapters) {
    one.title = one.element.querySelector("h3").textContent;
    one.entry = entries.get(one.start);
    one.segment = document.createElement("i");
    one.segment.title = one.title;
    one.segment.style.setProperty("--long", one.end - one.start);
    strip.append(one.segment);
    one.segment.addEventListener("click", (event) => {
      const box = one.segment.getBoundingClientRect();
      seek(one.start + (one.end - one.start) * (event.clientX - box.left) / box.width);
    });
  }
  let until = Infinity; // where a section played alone ends
  let shown = null;
  let here = null;

  const play = () => player.play().catch(() => {}); // refused before the listener touched the page
  const seek = (seconds, end = Infinity, start = true) => {
    until = end;
    const go = () => { player.currentTime = seconds; show(); };
    if (player.readyState) go();
    else player.addEventListener("loadedmetadata", go, { once: true });
    if (start) play();
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
    const top = $("#bar").getBoundingClientRect().bottom + 20;
    if (box.top >= top && box.bottom <= innerHeight - 40) return;
    element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  };
  const turn = (chapter, on) => {
    chapter.element.classList.toggle("here", on);
    if (!chapter.entry) return;
    chapter.entry.classList.toggle("here", on);
    const link = chapter.entry.querySelector("a");
    if (on) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    const list = chapter.entry.parentElement; // scrolled by itself, not with the page
    const top = chapter.entry.offsetTop - list.offsetTop;
    if (on && list.scrollHeight > list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 2;
    }
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
      if (here) turn(here, false);
      if (chapter) turn(chapter, true);
      here = chapter;
      $("#now").textContent = chapter ? chapter.title : "";
      announce();
    }
    for (const one of chapters) {
      const done = Math.min(1, Math.max(0, (time - one.start) / (one.end - one.start)));
      const shade = `${(done * 100).toFixed(1)}%`;
      if (one.shade !== shade) one.segment.style.setProperty("--done", one.shade = shade);
    }
  };
  // A section played alone ends where it ends; a jump far beyond is the listener's own wish.
  const tick = () => {
    const over = player.currentTime - until;
    if (over >= 0) {
      if (over < 3) { player.pause(); player.currentTime = until - 0.05; }
      until = Infinity;
    }
    for (const one of $$(".alone")) {
      one.classList.toggle("on", !player.paused && Number(one.dataset.until) === until);
    }
    show();
  };
  // The player tells the time four times a second: too seldom to end a section on its last word.
  const watch = () => {
    tick();
    if (!player.paused) requestAnimationFrame(watch);
  };
  const listen = $("#listen");
  const playing = () => {
    root.classList.toggle("playing", !player.paused);
    listen.querySelector("span").textContent = player.paused ? "استمع" : "أوقف";
  };
  player.addEventListener("play", () => { playing(); if (shown) reveal(shown.element); watch(); });
  player.addEventListener("pause", () => { playing(); tick(); remember(); });
  player.addEventListener("timeupdate", tick);
  // While nothing was ever played a browser may leave a seek pending, but its time is already told.
  for (const type of ["seeking", "seeked"]) player.addEventListener(type, show);
  listen.addEventListener("click", (event) => {
    event.preventDefault();
    toggle();
  });
  const toggle = () => { if (player.paused) play(); else player.pause(); };

  const rate = $("#rate");
  rate.addEventListener("change", () => { player.playbackRate = Number(rate.value); });
  player.addEventListener("ratechange", () => {
    rate.value = String(player.playbackRate);
    keep("rate", player.playbackRate);
  });
  const usual = Number(kept("rate"));
  if (usual >= 0.5 && usual <= 4) player.playbackRate = player.defaultPlaybackRate = usual;
  for (const type of ["wheel", "touchmove"]) {
    addEventListener(type, (event) => {
      const list = event.target.closest(".chapters ol"); // has a scroll bar of its own on a wide screen
      const own = list && list.scrollHeight > list.clientHeight;
      if (!player.paused && !own) follow.checked = false;
    }, { passive: true });
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hit = event.target.closest("[data-seek], [data-skip], [data-step], [data-link], .line");
    if (!hit) return;
    if (hit.matches(".line")) {
      if (getSelection().isCollapsed) seek(Number(hit.dataset.start));
    } else if ("skip" in hit.dataset) {
      skip(Number(hit.dataset.skip));
    } else if ("step" in hit.dataset) {
      step(Number(hit.dataset.step));
    } else if ("link" in hit.dataset) {
      event.preventDefault();
      history.replaceState(null, "", hit.hash);
      copy(location.href, "نُسخ رابط القسم");
    } else {
      event.preventDefault();
      const end = Number(hit.dataset.until || Infinity);
      if (end === until && end < Infinity && !player.paused) player.pause();
      else seek(Number(hit.dataset.seek), end);
    }
  });
  const skip = (seconds) => {
    until = Infinity;
    player.currentTime = Math.max(0, player.currentTime + seconds);
  };
  // Back first goes to the beginning of the chapter, as on every player.
  const step = (count) => {
    const now = chapters.indexOf(here);
    const begun = here && player.currentTime - here.start > 3;
    const to = chapters[count < 0 && begun ? now : now + count];
    if (to) seek(to.start, Infinity, false);
  };

  // By place on the keyboard, as an Arabic one has letters there. The clock runs to the right.
  const keys = {
    Space: toggle,
    ArrowLeft: () => skip(-5),
    ArrowRight: () => skip(5),
    BracketLeft: () => step(-1),
    BracketRight: () => step(1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("a, button, input, select, textarea, audio, summary")) return;
    if (!keys[event.code]) return;
    event.preventDefault();
    keys[event.code]();
  });

  // On a locked screen and on the keys of a headset.
  const session = navigator.mediaSession;
  const announce = () => {
    if (!session || !window.MediaMetadata) return;
    const cover = $(".banner img");
    session.metadata = new MediaMetadata({
      title: here ? here.title : $("h1").textContent,
      artist: $(".by").textContent,
      album: $("h1").textContent,
      artwork: cover && cover.src.startsWith("http") ? [{ src: cover.src, type: "image/jpeg" }] : [],
    });
  };
  const hands = {
    seekbackward: (wish) => skip(-(wish.seekOffset || 15)),
    seekforward: (wish) => skip(wish.seekOffset || 15),
    seekto: (wish) => seek(wish.seekTime, Infinity, false),
    previoustrack: () => step(-1),
    nexttrack: () => step(1),
  };
  for (const [name, hand] of Object.entries(session ? hands : {})) {
    try { session.setActionHandler(name, hand); } catch { /* one this browser does not know */ }
  }

  const bar = $("#bar");
  const measure = () => root.style.setProperty("--bar", `${bar.offsetHeight}px`);
  new ResizeObserver(measure).observe(bar);

  // `#t=75`, `#t=1:15`, `#t=75,90` (to 90) and `#section-3` start there.
  const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const arrive = () => {
    const time = /^#t=(?:npt:)?([\d:.]+)(?:,([\d:.]+))?$/.exec(location.hash);
    const section = /^#section-\d+$/.test(location.hash) && $(location.hash);
    if (time && seconds(time[1]) >= 0) seek(seconds(time[1]), time[2] ? seconds(time[2]) : Infinity);
    else if (section) seek(Number(section.dataset.start));
    else return false;
    return true;
  };
  addEventListener("hashchange", arrive);

  // Who comes back goes on where they stopped, but not from the last seconds.
  const clock = (time) => new Date(time * 1000).toISOString().slice(time < 3600 ? 14 : 11, 19);
  const remember = () => {
    const left = player.duration - player.currentTime;
    if (player.currentTime > 0) keep(place, left < 15 ? 0 : player.currentTime.toFixed(1));
  };
  addEventListener("pagehide", remember);
  setInterval(() => { if (!player.paused) remember(); }, 5000);
  const last = Number(kept(place));
  if (!arrive() && last > 5) {
    seek(last, Infinity, false);
    say(`نتابع من حيث توقّفت: ${clock(last)}`);
  }
  announce();
})();
