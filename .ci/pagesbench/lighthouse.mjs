// What Lighthouse, as a phone, says of the portfolio and a vision page, signed in, and what
// holds performance down.
//   node lighthouse.mjs URL-OF-OURS
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const url = process.argv[2];
const json = { "Content-Type": "application/json" };
const signIn = await fetch(url + "/graphql", {
  method: "POST", headers: json,
  body: JSON.stringify({ query: 'mutation { signIn(input: {email: "owner@alder.example", password: "midspan-demo"}) { __typename } }' }),
});
const cookie = signIn.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
const query = JSON.stringify({ query: "{ relationships(first: 1) { edges { node { id } } } }" });
const asked = await fetch(url + "/graphql", { method: "POST", headers: { ...json, cookie }, body: query });
const { id } = (await asked.json()).data.relationships.edges[0].node;

console.log("\n| page | performance | accessibility | best practices | first paint | largest paint | blocked | shift |\n|---|---|---|---|---|---|---|---|");
for (const [name, path] of [["portfolio", "/"], ["vision", `/r/${id}/vision`]]) {
  const { categories, audits } = JSON.parse(execFileSync(process.execPath, [
    fileURLToPath(new URL("node_modules/lighthouse/cli/index.js", import.meta.url)), url + path, "--quiet", "--output=json",
    "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic", "--only-categories=performance,accessibility,best-practices",
    "--extra-headers=" + JSON.stringify({ Cookie: cookie }),
  ], { maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "ignore"] }));
  const scores = ["performance", "accessibility", "best-practices"].map((c) => Math.round(categories[c].score * 100));
  const shown = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((a) => audits[a].displayValue);
  console.log(`| ${[name, ...scores, ...shown].join(" | ")} |`);
}
