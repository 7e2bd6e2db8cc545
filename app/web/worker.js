// The portal's service worker. It keeps what everybody gets alike: the client,
// the style sheet, and two pages that hold nobody's data. Pages and answers are
// personal and never kept. The server puts version and files before this text.
const kept = "midspan-" + version;
const shell = "/shell"; // for the client's screens
const away = "/away"; // for pages that the server draws alone
const screens = /^\/(?:$|r\/|new$|account$|sign-in$|sign-up$|join\/)/;
const patience = 4000; // milliseconds until a lift is taken for no network

addEventListener("install", (event) => {
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll([shell, away, ...files])).then(() => skipWaiting()));
});

// The version before stays: pages of it may be open, and load the rest of theirs. All
// pages are told which version is here now.
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const others = (await caches.keys()).filter((name) => name !== kept);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
    await clients.claim();
    for (const page of await clients.matchAll({ type: "window" })) page.postMessage({ version });
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "/share") {
    event.respondWith(handOver(request));
  } else if (request.method !== "GET") {
    return;
  } else if (files.includes(pathname) || pathname.startsWith("/web/")) {
    event.respondWith(file(request, pathname));
  } else if (request.mode === "navigate") {
    event.respondWith(page(request, screens.test(pathname)));
  }
});

const find = (path, cacheName) => caches.match(path, { cacheName });

async function file(request, path) {
  return await find(path, kept) ?? await find(path) ?? fetch(request);
}

// A gateway that cannot reach our server is no network either; pages of ours have a policy.
async function page(request, screen) {
  const late = new Promise((_, reject) => { if (screen) setTimeout(reject, patience); });
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status >= 502 && !answer.headers.has("Content-Security-Policy")) throw answer;
    return answer;
  } catch {
    return await find(screen ? shell : away, kept) ?? fetch(request);
  }
}

// What another app shares goes on to its page behind the address's #: no server is sent it
// before somebody keeps it.
async function handOver(request) {
  const form = await request.formData();
  const words = [];
  for (const part of ["title", "text", "url"].map((name) => form.get(name)?.trim())) {
    if (part && !words.some((said) => said.includes(part))) words.push(part);
  }
  return Response.redirect("/share#shared=" + encodeURIComponent(words.join("\n")), 303);
}
