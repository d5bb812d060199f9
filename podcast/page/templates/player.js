"use strict";
// The player: one timeline with the chapters on it, keys, speed, sleep, the place to come back to, sharing.
const player = (() => {
  const { $, $$, say, copy, kept, keep, roving } = page;
  const audio = $("#player");
  if (!audio) return null;
  const root = document.documentElement;
  audio.controls = false;
  const place = `place ${new URL(audio.src).pathname}`;
  const listeners = [];
  const onTime = (listener) => listeners.push(listener);

  const clock = (time) => {
    const whole = Math.max(0, Math.floor(time));
    const hours = Math.floor(whole / 3600);
    const rest = [hours ? Math.floor(whole / 60) % 60 : Math.floor(whole / 60), whole % 60];
    const shown = rest.map((part) => String(part).padStart(2, "0")).join(":");
    return hours ? `${hours}:${shown}` : shown;
  };
  const spokenClock = (time) => {
    const whole = Math.max(0, Math.floor(time));
    const parts = [[Math.floor(whole / 3600), "س"], [Math.floor(whole / 60) % 60, "د"], [whole % 60, "ث"]];
    return parts.filter(([count], at) => count || at === 2).map(([count, name]) => `${count} ${name}`).join(" ");
  };

  // --- where we are ---------------------------------------------------------------------------------
  const chapters = $$("[data-chapter]").map((element) => ({
    entry: element,
    link: element.querySelector("a"),
    section: $(`#section-${element.dataset.chapter}`),
    title: element.querySelector("bdi").textContent,
    start: Number(element.dataset.start),
    end: Number(element.dataset.end),
  }));
  const length = () => (Number.isFinite(audio.duration) && audio.duration) || Number(audio.dataset.length);
  let until = Infinity; // where a section played alone ends
  let here = null;

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
  const play = () => audio.play().catch(() => {}); // refused before the listener touched the page
  const toggle = () => { if (audio.paused) play(); else audio.pause(); };
  const seek = (seconds, end = Infinity, start = true) => {
    until = end;
    const go = () => { audio.currentTime = seconds; show(); };
    if (audio.readyState) go();
    else audio.addEventListener("loadedmetadata", go, { once: true });
    if (start) play();
  };
  const skip = (seconds) => {
    until = Infinity;
    audio.currentTime = Math.min(length(), Math.max(0, audio.currentTime + seconds));
    show(); // at once: the event of a seek may come late, and who presses a key waits to hear where it led
  };
  // Back first goes to the beginning of the chapter, as on every player.
  const step = (count) => {
    const now = chapters.indexOf(here);
    const begun = here && audio.currentTime - here.start > 3;
    const to = chapters[count < 0 && begun ? now : now + count];
    if (to) seek(to.start, Infinity, false);
  };

  // --- the timeline ---------------------------------------------------------------------------------
  const line = $("#seek");
  const rail = line.querySelector(".rail");
  const knob = line.querySelector(".knob");
  const hint = line.querySelector(".hint");
  const segments = (chapters.length ? chapters : [{ start: 0, end: Number(audio.dataset.length) }]).map((one) => {
    const segment = document.createElement("i");
    segment.style.setProperty("--long", Math.max(0.001, one.end - one.start));
    rail.append(segment);
    return { element: segment, start: one.start, end: one.end };
  });
  const timeAt = (event) => {
    const box = rail.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length();
  };
  let dragged = null; // the time under a finger that has not let go yet
  line.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    line.setPointerCapture(event.pointerId);
    dragged = timeAt(event);
    draw();
  });
  line.addEventListener("pointermove", (event) => {
    const time = timeAt(event);
    const chapter = at(chapters, time);
    hint.textContent = chapter ? `${clock(time)} · ${chapter.title}` : clock(time);
    hint.style.setProperty("--at", `${(100 * time) / length()}%`);
    if (dragged !== null) { dragged = time; draw(); }
  });
  line.addEventListener("pointerup", (event) => {
    if (dragged === null) return;
    const time = timeAt(event);
    dragged = null;
    seek(time, Infinity, false);
  });
  line.addEventListener("pointercancel", () => { dragged = null; draw(); });
  line.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30,
      Home: -Infinity, End: Infinity,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    event.stopPropagation();
    skip(moves[event.key]);
  });
  const draw = () => {
    const time = dragged ?? audio.currentTime;
    const whole = length() || 1;
    knob.style.setProperty("--at", `${((100 * time) / whole).toFixed(2)}%`);
    $("#past").textContent = clock(time);
    $("#whole").textContent = clock(length());
    for (const one of segments) {
      const done = Math.min(1, Math.max(0, (time - one.start) / (one.end - one.start)));
      const shade = `${(done * 100).toFixed(1)}%`;
      if (one.shade !== shade) one.element.style.setProperty("--done", one.shade = shade);
    }
    const chapter = at(chapters, time);
    const value = `${spokenClock(time)} من ${spokenClock(length())}${chapter ? `، ${chapter.title}` : ""}`;
    if (line.getAttribute("aria-valuetext") !== value) {
      line.setAttribute("aria-valuenow", Math.floor(time));
      line.setAttribute("aria-valuemax", Math.floor(length()));
      line.setAttribute("aria-valuetext", value);
    }
  };

  // --- chapters -------------------------------------------------------------------------------------
  const links = chapters.map((one) => one.link);
  const stops = roving(links);
  const list = $(".chapters ol");
  if (list) list.addEventListener("keydown", stops.move);
  for (const link of links) link.addEventListener("focus", () => stops.choose(link));
  const turn = (chapter, on) => {
    chapter.entry.classList.toggle("here", on);
    if (chapter.section) chapter.section.classList.toggle("here", on);
    if (!on) { chapter.link.removeAttribute("aria-current"); return; }
    chapter.link.setAttribute("aria-current", "true");
    if (!list.contains(document.activeElement)) stops.choose(chapter.link);
    const top = chapter.entry.offsetTop - list.offsetTop; // the list is scrolled, not the page
    if (list.scrollHeight > list.clientHeight) list.scrollTop = top - list.clientHeight / 2;
  };
  const now = $("#now");
  const show = () => {
    const time = audio.currentTime;
    const chapter = at(chapters, time);
    if (chapter !== here) {
      if (here) turn(here, false);
      if (chapter) turn(chapter, true);
      here = chapter;
      now.textContent = chapter ? chapter.title : now.dataset.title;
      announce();
    }
    draw();
    for (const listener of listeners) listener(time);
  };

  // --- the clock ------------------------------------------------------------------------------------
  // A section played alone ends where it ends, however late the browser tells the time; a jump beyond its end
  // is the listener's own wish.
  audio.addEventListener("seeking", () => { if (audio.currentTime >= until) until = Infinity; });
  const tick = () => {
    if (!audio.seeking && audio.currentTime >= until) {
      audio.pause();
      audio.currentTime = until - 0.05;
      until = Infinity;
    }
    for (const one of $$(".alone")) {
      one.classList.toggle("on", !audio.paused && Number(one.dataset.until) === until);
    }
    doze();
    show();
  };
  // The browser tells the time four times a second: too seldom to end a section on its last word.
  const watch = () => {
    tick();
    if (!audio.paused) requestAnimationFrame(watch);
  };
  const listen = $("#listen");
  const button = $("#toggle");
  const playing = () => {
    root.classList.toggle("playing", !audio.paused);
    const name = audio.paused ? "استمع" : "أوقف";
    if (listen) listen.querySelector("span").textContent = name;
    button.setAttribute("aria-label", name);
    button.title = name;
  };
  audio.addEventListener("play", () => { playing(); watch(); });
  audio.addEventListener("pause", () => { playing(); tick(); remember(); });
  audio.addEventListener("timeupdate", tick);
  audio.addEventListener("loadedmetadata", draw);
  // While nothing was ever played a browser may leave a seek pending, but its time is already told.
  for (const type of ["seeking", "seeked"]) audio.addEventListener(type, show);
  audio.addEventListener("error", () => say("تعذّر تحميل الصوت؛ تحقّق من الاتصال ثم أعد المحاولة"));
  button.addEventListener("click", toggle);
  if (listen) listen.addEventListener("click", (event) => { event.preventDefault(); toggle(); });

  // --- speed, sleep ---------------------------------------------------------------------------------
  const rate = $("#rate");
  const offer = (value) => {
    if ([...rate.options].some((one) => Number(one.value) === value)) return;
    rate.add(new Option(`${value}×`, value));
  };
  rate.addEventListener("change", () => { audio.playbackRate = Number(rate.value); });
  audio.addEventListener("ratechange", () => {
    offer(audio.playbackRate);
    rate.value = String(audio.playbackRate);
    keep("rate", audio.playbackRate);
  });
  const usual = Number(kept("rate"));
  if (usual >= 0.5 && usual <= 4) audio.playbackRate = audio.defaultPlaybackRate = usual;

  const sleep = $("#sleep");
  let bedtime = null; // in milliseconds of the clock on the wall, or the chapter at whose end it is
  const wake = () => { bedtime = null; sleep.value = ""; audio.volume = 1; };
  sleep.addEventListener("change", () => {
    audio.volume = 1;
    if (!sleep.value) bedtime = null;
    else if (sleep.value === "chapter") bedtime = (at(chapters, audio.currentTime) || { end: length() }).end;
    else bedtime = Date.now() + Number(sleep.value) * 60_000;
    sleep.dataset.kind = sleep.value === "chapter" ? "chapter" : "clock";
  });
  const doze = () => {
    if (bedtime === null || audio.paused) return;
    const chapter = sleep.dataset.kind === "chapter";
    const left = chapter ? (bedtime - audio.currentTime) / audio.playbackRate : (bedtime - Date.now()) / 1000;
    if (left <= (chapter ? 0.05 : 0)) {
      audio.pause();
      wake();
      say("توقّف المشغّل: انتهى مؤقّت النوم");
    } else if (!chapter && left < 8) {
      audio.volume = Math.max(0.05, left / 8);
    }
  };

  // --- sharing --------------------------------------------------------------------------------------
  const sheet = $("#share");
  let moment = 0;
  const own = () => new URL(audio.dataset.page, location.href).href.split("#")[0];
  const link = () => ($("#from").checked ? `${own()}#t=${Number(moment.toFixed(2))}` : own());
  const fill = () => {
    $("#link").value = link();
    const embed = $("#embed");
    if (!embed) return;
    const title = $("h1").textContent.replace(/[&"<>]/g, (one) => `&#${one.charCodeAt(0)};`);
    const source = new URL(embed.dataset.embed, location.href).href;
    embed.value = `<iframe src="${source}" title="${title}" width="100%" height="272" style="border:0" loading="lazy" allow="autoplay; clipboard-write; web-share"></iframe>`;
  };
  const share = (time = momentOf()) => {
    moment = time;
    $("#from").checked = time > 0;
    $("#from-clock").textContent = clock(time);
    fill();
    sheet.showModal();
  };
  let momentOf = () => Math.floor(audio.currentTime);
  const shareFrom = (source) => { momentOf = source; };
  $("#from").addEventListener("change", fill);
  $("#share-open").addEventListener("click", () => share());
  $("#copy-link").addEventListener("click", () => { copy(link(), "نُسخ الرابط"); sheet.close(); });
  const send = $("#send");
  send.hidden = !navigator.share;
  send.addEventListener("click", () => {
    navigator.share({ title: $("h1").textContent, url: link() }).then(() => sheet.close(), () => {});
  });
  const code = $("#copy-embed");
  if (code) code.addEventListener("click", () => { copy($("#embed").value, "نُسخت الشيفرة"); sheet.close(); });
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });

  // --- hands and keys -------------------------------------------------------------------------------
  const more = $("#more");
  more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String($("#bar").classList.toggle("open")));
  });
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hit = event.target.closest("[data-seek], [data-skip], [data-step], [data-link]");
    if (!hit) return;
    if ("skip" in hit.dataset) skip(Number(hit.dataset.skip));
    else if ("step" in hit.dataset) step(Number(hit.dataset.step));
    else if ("link" in hit.dataset) {
      event.preventDefault();
      history.replaceState(null, "", hit.hash);
      copy(location.href, "نُسخ رابط القسم");
    } else {
      event.preventDefault();
      const end = Number(hit.dataset.until || Infinity);
      if (end === until && end < Infinity && !audio.paused) audio.pause();
      else seek(Number(hit.dataset.seek), end);
      root.dispatchEvent(new CustomEvent("chosen", { detail: hit }));
    }
  });
  // By place on the keyboard, as an Arabic one has letters there. The clock runs to the right.
  const keys = {
    Space: toggle,
    KeyK: toggle,
    ArrowLeft: () => skip(-5),
    ArrowRight: () => skip(5),
    KeyJ: () => skip(-15),
    KeyL: () => skip(15),
    BracketLeft: () => step(-1),
    BracketRight: () => step(1),
    KeyM: () => { audio.muted = !audio.muted; say(audio.muted ? "كُتم الصوت" : "عاد الصوت"); },
    KeyS: () => share(),
  };
  // Who speaks to the machine, or brushes keys, may do without single letters (WCAG 2.1.4).
  const letters = $("#letters");
  const isOff = (code) => Boolean(letters) && !letters.checked && !/^(Space|Arrow)/.test(code);
  if (letters) {
    letters.checked = kept("letters") !== "off";
    letters.addEventListener("change", () => keep("letters", letters.checked ? "on" : "off"));
  }
  // What has the focus keeps the keys that it has a use for; all others work wherever the focus is.
  const owns = (element, code) => {
    if (element.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return true;
    if (code === "Space") return Boolean(element.closest("button, summary, input"));
    return Boolean(element.closest("[role=slider]")) && code.startsWith("Arrow");
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!keys[event.code] || owns(event.target, event.code) || isOff(event.code)) return;
    event.preventDefault();
    keys[event.code]();
  });

  // On a locked screen and on the keys of a headset.
  const session = navigator.mediaSession;
  const announce = () => {
    if (!session || !window.MediaMetadata) return;
    const cover = audio.dataset.cover;
    const title = $("h1").textContent;
    session.metadata = new MediaMetadata({
      title: here ? here.title : title,
      artist: audio.dataset.show,
      album: title,
      artwork: cover && location.protocol.startsWith("http")
        ? [{ src: new URL(cover, location.href).href, type: "image/jpeg" }] : [],
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
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

  // --- coming in and coming back --------------------------------------------------------------------
  // `#t=75`, `#t=1:15`, `#t=75,90` (to 90) and `#section-3` start there. What is no time, or ends before it
  // begins, is left alone (Media Fragments URI 1.0).
  const aTime = String.raw`(?:(?:\d+:)?\d+:)?\d+(?:\.\d*)?`;
  const aSpan = new RegExp(`^#t=(?:npt:)?(${aTime})?(?:,(${aTime}))?$`);
  const seconds = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const asked = () => {
    const [, from, to] = aSpan.exec(location.hash) || [];
    const [start, end] = [seconds(from || "0"), to ? seconds(to) : Infinity];
    return (from || to) && start < end ? { start, end } : null;
  };
  const arrive = () => {
    const span = asked();
    const number = /^#section-(\d+)$/.exec(location.hash);
    const section = number && chapters.find((one) => one.entry.dataset.chapter === number[1]);
    if (span) seek(span.start, span.end);
    else if (section) seek(section.start);
    else return false;
    if (span) root.dispatchEvent(new CustomEvent("arrived", { detail: span.start }));
    return true;
  };
  addEventListener("hashchange", arrive);

  // Who comes back goes on where they stopped, but not from the last seconds.
  const remember = () => {
    const left = length() - audio.currentTime;
    if (audio.currentTime > 0) keep(place, left < 15 ? 0 : audio.currentTime.toFixed(1));
  };
  addEventListener("pagehide", remember);
  setInterval(() => { if (!audio.paused) remember(); }, 5000);
  const begin = () => {
    const last = Number(kept(place));
    if (!arrive() && last > 5) {
      seek(last, Infinity, false);
      say(`نتابع من حيث توقّفت: ${clock(last)}`);
    }
    announce();
    draw();
  };

  return { audio, at, seek, shareFrom, onTime, begin, isOff };
})();
