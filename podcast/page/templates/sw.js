"use strict";
// Pages that were visited, and episodes that were kept, also without a connection.
const scope = self.registration.scope;
const SHELL = `rawi shell ${scope}`;
const SOUND = `rawi sound ${scope}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The part of a kept file that a player asks for: it asks for parts only.
const part = async (request, whole) => {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!range) return whole;
  const sound = await whole.blob();
  const start = Number(range[1]);
  const end = range[2] ? Math.min(Number(range[2]), sound.size - 1) : sound.size - 1;
  if (start > end) {
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${sound.size}` } });
  }
  return new Response(sound.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": "audio/mpeg",
      "Content-Length": String(end + 1 - start),
      "Content-Range": `bytes ${start}-${end}/${sound.size}`,
      "Accept-Ranges": "bytes",
    },
  });
};
const heard = async (request) => {
  const kept = await (await caches.open(SOUND)).match(request.url);
  return kept ? part(request, kept) : fetch(request);
};
// What is new where there is a connection, else what was seen last.
const seen = async (request) => {
  const shell = await caches.open(SHELL);
  const url = new URL(request.url);
  const lasting = url.searchParams.has("v"); // its address changes with its content
  const kept = await shell.match(request);
  if (kept && lasting) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200) await shell.put(request, fresh.clone());
    return fresh;
  } catch (error) {
    const other = kept || await shell.match(url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname.replace(/index\.html$/, ""));
    if (other) return other;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const { pathname } = new URL(request.url);
  if (pathname.endsWith(".mp3")) event.respondWith(heard(request));
  else if (/(\/|\.html|\.css|\.js|\.woff2|\.jpg|\.vtt|\.webmanifest)$/.test(pathname)) event.respondWith(seen(request));
});
