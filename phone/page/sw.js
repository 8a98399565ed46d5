// SPDX-License-Identifier: GPL-3.0-or-later
// Opens the page while the network is gone. Browsers run this on pages with https only, and on the machine itself.
// The network comes first, so that a new version is never mixed with an old one; tickets are not kept here but by memory.js.

const KEPT = "antrean-page";
const HERE = new URL("./", self.location);
const SHELL = new URL("/", self.location).href; // the page without a ticket: the same for each
const PARTS = [
  "page.css", "page.js", "alarm.js", "estimate.js", "link.js", "memory.js", "question.js", "view.js", "words.js",
  "words.json", "manifest.webmanifest", "icon.svg", "icon-192.png",
].map((name) => new URL(name, HERE).href);
const PATIENCE_MS = 4_000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([SHELL, ...PARTS])));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  const isTicket = request.mode === "navigate" && /^\/(t\/[^/]+)?$/i.test(url.pathname);
  if (isTicket) event.respondWith(networkFirst(request, SHELL));
  const part = url.origin + url.pathname; // the server adds a mark of the version
  if (PARTS.includes(part)) event.respondWith(networkFirst(request, part));
});

async function networkFirst(request, key) {
  const kept = await caches.open(KEPT);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout?.(PATIENCE_MS) });
    if (answer.ok) await kept.put(key, answer.clone());
    return answer;
  } catch {
    return (await kept.match(key)) ?? Response.error();
  }
}
