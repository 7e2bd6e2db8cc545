// Starts the client. Until it takes over, and if it never does, the page that
// came from the server stays readable.
(() => {
  "use strict";
  const here = new URL(".", document.currentScript.src).href;
  const version = here.split("/").at(-2);
  const workers = navigator.serviceWorker;
  window.goappGetenv = () => "";

  // A thin line says how much of the client has come, on a first visit. The style sheet
  // takes it away when the page is ready.
  const line = document.createElement("progress");
  line.className = "loading";
  line.setAttribute("aria-label", "Loading. The page can be read already.");
  if (!workers?.controller) document.body.append(line);

  const stopped = (why) => {
    line.remove();
    document.body.removeAttribute("data-ready");
    document.getElementById("stopped")?.removeAttribute("hidden");
    if (why) console.error(why);
  };

  // Compiled beside the page, which stays quick to scroll and to write in.
  const compiled = new Promise((resolve, reject) => {
    const beside = new Worker(here + "compile.js" + (line.isConnected ? "#first" : ""));
    beside.onmessage = ({ data }) => {
      if (data.come) line.value = Math.min(data.come, 1);
      else if (data.module) resolve(data.module);
      else reject(data.why);
    };
    beside.onerror = reject;
  }).catch(() => WebAssembly.compileStreaming(fetch(here + "app.wasm")));

  const go = new Go();
  compiled
    .then((module) => WebAssembly.instantiate(module, go.importObject))
    .then((instance) => go.run(instance))
    .then(() => stopped(), stopped);

  if (!workers) return;
  // A page of the version that is here now has nothing to be told.
  const tell = () => window.goappOnUpdate ? window.goappOnUpdate() : setTimeout(tell, 1000);
  workers.onmessage = ({ data }) => { if (data.version && data.version !== version) tell(); };
  addEventListener("load", () => {
    workers.register("/worker.js").then((registration) => {
      const look = () => { if (document.visibilityState === "visible") registration.update().catch(() => {}); };
      document.addEventListener("visibilitychange", look);
      addEventListener("online", look);
      setInterval(look, 10 * 60 * 1000);
    }, (why) => console.warn("no offline start:", why));
  });
})();
