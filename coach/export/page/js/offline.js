/** A page on a host works without a network from its first visit on. */

/** @param {import("./types").PageData} data */
export function keepOffline(data) {
  if (!data.files.session.address || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("sw.js").catch((error) => console.info("not kept offline:", String(error)));
}
