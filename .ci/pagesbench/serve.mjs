// Serves the built page as well as a static server can: packed with brotli beforehand, kept
// for good by hash, and by a service worker that answers with all of it.
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync } from "node:zlib";

const dist = new URL("dist/", import.meta.url);
const kinds = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };
const files = new Map([["/", file("index.html", "no-cache")]]);
for (const name of readdirSync(new URL("assets/", dist))) {
  files.set("/assets/" + name, file("assets/" + name, "public, max-age=31536000, immutable"));
}
const worker = `
  addEventListener("install", (e) => e.waitUntil(caches.open("1").then((c) => c.addAll(${JSON.stringify([...files.keys()])})).then(() => skipWaiting())));
  addEventListener("activate", (e) => e.waitUntil(clients.claim()));
  addEventListener("fetch", (e) => e.respondWith(caches.match(e.request).then((found) => found ?? fetch(e.request))));
`;
files.set("/worker.js", packed(Buffer.from(worker), kinds.js, "no-cache"));

function file(name, keep) {
  return packed(readFileSync(new URL(name, dist)), kinds[name.split(".").at(-1)], keep);
}

function packed(bytes, kind, keep) {
  return { body: brotliCompressSync(bytes), headers: { "Content-Type": kind, "Cache-Control": keep, "Content-Encoding": "br" } };
}

export const size = [...files.values()].reduce((all, f) => all + f.body.length, 0);

export const serve = () => new Promise((resolve) => {
  const server = createServer((request, response) => {
    const found = files.get(request.url);
    if (found) response.writeHead(200, found.headers).end(found.body);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1", () => resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }));
});
