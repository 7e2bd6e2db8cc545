// The portal's service worker. It keeps what everybody gets alike: the client,
// the style sheet, and a shell that holds nobody's data. Pages and answers are
// personal and never kept. The server puts version and files before this text.
const kept = "midspan-" + version;
const shell = "/shell";
const screens = /^\/(?:$|r\/|new$|account$|sign-in$|sign-up$|join\/)/;
const patience = 4000; // milliseconds until a lift is taken for no network

addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll([shell, ...files])).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== kept).map((name) => caches.delete(name))))
    .then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (files.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate" && screens.test(pathname)) {
    event.respondWith(page(request));
  }
});

// A gateway that cannot reach our server is no network either; pages of ours have a policy.
async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, patience));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status >= 502 && !answer.headers.has("Content-Security-Policy")) throw answer;
    return answer;
  } catch {
    return await caches.match(shell) ?? fetch(request);
  }
}
