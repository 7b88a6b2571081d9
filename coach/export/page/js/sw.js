/** The service worker of a page in a folder: what was fetched once is there without a network. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {Record<string, string>} */
const FILES = JSON.parse("FILES_AND_HASHES");
const SCOPE = worker.registration.scope;
const OURS = `coach ${SCOPE} `, CACHE = OURS + "VERSION";

worker.oninstall = (event) => {
  const wanted = Object.entries(FILES).map(([name, integrity]) => new Request(name, { integrity, cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)));
};

worker.onactivate = (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
};

worker.onfetch = (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(SCOPE)) event.respondWith(answer(request));
};

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

/** @param {Request} request */
async function answer(request) {
  const address = request.mode === "navigate" ? new URL("index.html", SCOPE).href : request.url;
  const kept = await (await caches.open(CACHE)).match(address, { ignoreSearch: true });
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  return range ? partOf(kept, Number(range[1]), range[2]) : kept;
}

/**
 * Return a part of what is kept: a player that cannot seek begins anew.
 * @param {Response} kept
 * @param {number} start
 * @param {string} until
 */
async function partOf(kept, start, until) {
  const whole = await kept.arrayBuffer();
  const end = until ? Math.min(Number(until) + 1, whole.byteLength) : whole.byteLength;
  const headers = new Headers(kept.headers);
  headers.set("Content-Range", `bytes ${start}-${end - 1}/${whole.byteLength}`);
  headers.set("Content-Length", String(end - start));
  return new Response(whole.slice(start, end), { status: 206, headers });
}
