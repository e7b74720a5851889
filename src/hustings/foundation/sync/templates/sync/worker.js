/* Keeps the pages below /phone/ and their files, so that they open without a network. Nothing else is kept. */
const SHELL = {{ shell|safe }};
const CACHE = `phone-${SHELL.version}`;
const ANY = { ignoreSearch: true, ignoreVary: true };
const PATIENCE = 3000; // milliseconds that a page of the network may take

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate" && SHELL.pages.includes(pathname)) event.respondWith(page(event.request, pathname));
  else if (SHELL.files.includes(pathname)) event.respondWith(file(event.request, pathname));
});

/** All of one version, or the worker before stays. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...SHELL.pages, ...SHELL.files].map((each) => new Request(each, { cache: "reload" })));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((each) => each.startsWith("phone-") && each !== CACHE).map((each) => caches.delete(each)));
  await self.clients.claim();
}

/** From the network while it is quick and well, else as it was kept. */
async function page(request, pathname) {
  const kept = await (await caches.open(CACHE)).match(pathname, ANY);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, null); });
  const fresh = await Promise.race([fetch(request).catch(() => null), late]);
  return fresh && fresh.status < 500 ? fresh : kept;
}

async function file(request, pathname) {
  return (await (await caches.open(CACHE)).match(pathname, ANY)) || fetch(request);
}
