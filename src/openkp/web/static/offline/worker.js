// The service worker: keeps the files that the page is made of, and answers with them, network or not. An edition is
// kept whole or not at all. KEPT and EDITION are written above by the server.

const CACHE = `openkp-offline ${new URL(self.registration.scope).pathname} ${EDITION}`;
const PREFIX = `openkp-offline ${new URL(self.registration.scope).pathname} `;

async function keep() {
  const cache = await caches.open(CACHE);
  const asked = KEPT.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" }));
  await cache.addAll(asked);
}

async function clear() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(clear()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === self.location.origin && KEPT.includes(pathname)) {
    event.respondWith(answer(event.request));
  }
});
