"use strict";
// What all pages share: words shown for a moment, copying, folding of Arabic, what is remembered.
const page = (() => {
  const $ = (selector) => document.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  document.documentElement.classList.add("js");
  for (const one of $$(".js[hidden]")) one.hidden = false;

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

  // What a browser forbids to keep, as in a private window, is not kept.
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* see above */ } };

  // Letters that a reader types one for another: hamzas, alif maqsura, ta marbuta, Persian forms, digits.
  const ALIKE = { "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ڪ": "ك", "ـ": "" };
  const DROPPED = /[\p{M}\p{Cf}]/u;
  const foldLetter = (letter) => [...letter.normalize("NFKD").toLowerCase()]
    .filter((one) => !DROPPED.test(one))
    .map((one) => {
      if (/[٠-٩۰-۹]/.test(one)) return String(one.charCodeAt(0) & 15);
      return ALIKE[one] ?? one;
    })
    .join("");
  const fold = (text) => [...text].map(foldLetter).join("").replace(/\s+/g, " ").trim();

  // One Tab stop for many: of a group only the chosen element is in the Tab order.
  const roving = (elements) => {
    let chosen = null;
    for (const one of elements) one.tabIndex = -1;
    const choose = (element) => {
      if (element === chosen || !element) return;
      if (chosen) chosen.tabIndex = -1;
      chosen = element;
      chosen.tabIndex = 0;
    };
    choose(elements[0]);
    const move = (event) => {
      const at = elements.indexOf(event.target.closest("[tabindex]"));
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: elements.length - 1 }[event.key];
      if (at < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      elements[Math.min(elements.length - 1, Math.max(0, to))].focus();
    };
    return { choose, move, get chosen() { return chosen; } };
  };

  // Where the author has not said where the feed is published, it is where this page is.
  const feed = $("#feed");
  if (feed) {
    if (feed.dataset.feed && location.protocol.startsWith("http")) {
      feed.value = new URL(feed.dataset.feed, location.href).href;
    }
    $(".copy").addEventListener("click", () => {
      feed.select();
      copy(feed.value, "نُسخ عنوان الخلاصة");
    });
  }

  // Episodes are found by their titles.
  const find = $("#find");
  if (find) {
    const items = $$(".episodes > li, .year li").map((element) => ({
      element, title: fold(element.querySelector("bdi").textContent),
    }));
    find.addEventListener("input", () => {
      const wanted = fold(find.value).split(" ").filter(Boolean);
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

  // As an app, and without a connection: only where the page came over HTTPS.
  const home = document.documentElement.dataset.home;
  const ready = location.protocol === "https:" && navigator.serviceWorker && home !== undefined
    ? navigator.serviceWorker.register(`${home}sw.js`).catch(() => null)
    : Promise.resolve(null);
  if (location.protocol === "https:" && home !== undefined) {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = `${home}manifest.webmanifest`;
    document.head.append(link);
  }
  const offline = $("#offline");
  ready.then(async (registration) => {
    if (!registration || !offline || !window.caches) return;
    const box = await caches.open(`rawi sound ${registration.scope}`);
    const sound = new URL(offline.dataset.sound, location.href).href;
    const show = async () => {
      const there = await box.match(sound);
      offline.setAttribute("aria-pressed", String(Boolean(there)));
      offline.querySelector("span").textContent = there ? "محفوظة على جهازك" : "احفظها لتسمعها بلا اتصال";
      return there;
    };
    await show();
    offline.hidden = false;
    offline.addEventListener("click", async () => {
      offline.disabled = true;
      try {
        if (await show()) await box.delete(sound);
        else await box.add(sound);
      } catch {
        say("تعذّر الحفظ: لا اتصال، أو لا مكان على الجهاز");
      }
      offline.disabled = false;
      await show();
    });
  });

  return { $, $$, say, copy, kept, keep, fold, foldLetter, roving };
})();
