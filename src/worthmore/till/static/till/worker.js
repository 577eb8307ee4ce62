// Keeps the till's own files, so that it opens when the line is down. What the API answers is never kept here.
// VERSION and KEPT stand before this, written by the server.
"use strict";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(KEPT))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// The line first, so that a new version shows at once; what is kept when it does not answer.
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || !KEPT.includes(pathname)) return;
  event.respondWith(fresh(request).catch(() => caches.match(pathname, { cacheName: VERSION })));
});

async function fresh(request) {
  const answer = await fetch(request, { signal: AbortSignal.timeout(2000) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer;
}
