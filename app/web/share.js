// What another app shared stays in this tab, also through signing in, until it is in a note
// or the reader goes elsewhere.
(() => {
  "use strict";
  const name = "midspan/shared", sign = "#shared=";
  if (location.hash.startsWith(sign)) {
    sessionStorage.setItem(name, decodeURIComponent(location.hash.slice(sign.length)));
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  const underWay = /^\/(?:share(?:\/|$)|sign-in$|sign-up$|forgot$|reset\/)/.test(location.pathname);
  if (!underWay) sessionStorage.removeItem(name);
  const field = document.getElementById("shared-words"), words = sessionStorage.getItem(name);
  if (!field) return;
  if (words && !field.value) field.value = words;
  document.getElementById("shared-kept")?.toggleAttribute("hidden", !words);
  field.addEventListener("input", () => sessionStorage.setItem(name, field.value));
})();
