// Starts the client. Until it takes over, and if it never does, the page that
// came from the server stays readable.
(() => {
  "use strict";
  const here = new URL(".", document.currentScript.src).href;
  window.goappGetenv = () => "";

  const stopped = (why) => {
    document.body.removeAttribute("data-ready");
    document.getElementById("stopped")?.removeAttribute("hidden");
    if (why) console.error(why);
  };

  // Compiled beside the page, which stays quick to scroll and to write in.
  const compiled = new Promise((resolve, reject) => {
    const beside = new Worker(here + "compile.js");
    beside.onmessage = ({ data }) => data.module ? resolve(data.module) : reject(data.why);
    beside.onerror = reject;
  }).catch(() => WebAssembly.compileStreaming(fetch(here + "app.wasm")));

  const go = new Go();
  compiled
    .then((module) => WebAssembly.instantiate(module, go.importObject))
    .then((instance) => go.run(instance))
    .then(() => stopped(), stopped);

  if (!("serviceWorker" in navigator)) return;
  const tellUpdate = (worker) => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) window.goappOnUpdate?.();
  });
  addEventListener("load", () => {
    navigator.serviceWorker.register("/worker.js").then((registration) => {
      registration.addEventListener("updatefound", () => tellUpdate(registration.installing));
    }, (why) => console.warn("no offline start:", why));
  });
})();
