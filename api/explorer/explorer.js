"use strict";
const form = document.getElementById("ask");
const answer = document.getElementById("answer");

async function run() {
  const body = { query: form.query.value };
  try {
    body.variables = JSON.parse(form.variables.value || "{}");
  } catch (wrong) {
    answer.textContent = "The variables are not JSON: " + wrong.message;
    return;
  }
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (form.token.value) headers.Authorization = "Bearer " + form.token.value;
  answer.textContent = "…";
  try {
    const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(body) });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (wrong) {
    answer.textContent = "No answer: " + wrong.message;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
