// Compiles the client off the page's own thread; boot.js takes it from there. On a first
// visit it tells how much has come; later the browser has kept what it compiled, which it
// finds by the answer as it came.
const count = async (answer) => {
  const all = Number(answer.headers.get("Midspan-Size"));
  let come = 0;
  for await (const part of answer.body) postMessage({ come: (come += part.length) / all });
};

fetch("app.wasm").then((answer) => {
  if (location.hash === "#first" && answer.headers.has("Midspan-Size")) count(answer.clone()).catch(() => {});
  return WebAssembly.compileStreaming(answer);
}).then(
  (module) => postMessage({ module }),
  (why) => postMessage({ why: String(why) }),
).finally(close);
