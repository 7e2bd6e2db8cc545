// Compiles the client off the page's own thread; boot.js takes it from there.
WebAssembly.compileStreaming(fetch("app.wasm")).then(
  (module) => postMessage({ module }),
  (why) => postMessage({ why: String(why) }),
).finally(close);
