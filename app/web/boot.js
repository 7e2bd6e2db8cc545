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

  const go = new Go();
  WebAssembly.instantiateStreaming(fetch(here + "app.wasm"), go.importObject)
    .then(({ instance }) => go.run(instance))
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
