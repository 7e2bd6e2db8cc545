// How long it takes until a page is usable: our vision page, signed in, beside the same thing
// with React, Tiptap and Yjs, on slow 4G and a processor four times slower, by turns.
//   node bench.mjs URL-OF-OURS [rounds]
import puppeteer from "puppeteer-core";
import { serve, size } from "./serve.mjs";

const [ours, rounds = "5"] = process.argv.slice(2);
const slow = { offline: false, latency: 150, download: 1.6e6 / 8, upload: 750e3 / 8 };
const peer = await serve();

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});

async function signedIn(page) {
  await page.goto(ours + "/robots.txt");
  return page.evaluate(async () => {
    const ask = async (query) => (await (await fetch("/graphql", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query }),
    })).json()).data;
    await ask('mutation { signIn(input: {email: "owner@alder.example", password: "midspan-demo"}) { __typename } }');
    return `/r/${(await ask("{ relationships(first: 1) { edges { node { id } } } }")).relationships.edges[0].node.id}/vision`;
  });
}

// usable opens a page and presses a key as soon as there is something to press it in.
async function usable(context, url, editor) {
  const page = await context.newPage();
  await page.setViewport({ width: 390, height: 844, isMobile: true, hasTouch: true });
  await page.emulateCPUThrottling(4);
  await page.emulateNetworkConditions(slow);
  const begun = performance.now();
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(`body[data-ready] ${editor}`, { timeout: 120_000 });
  const written = () => page.$eval(editor, (e) => (e.value ?? e.innerText).trim().length);
  const before = await written();
  for (const late = begun + 120_000; performance.now() < late && await written() === before;) {
    await page.focus(editor);
    await page.keyboard.press("x");
  }
  const took = performance.now() - begun;
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN);
  await page.emulateNetworkConditions(null);
  await page.emulateCPUThrottling(1);
  await page.waitForFunction(() => navigator.serviceWorker.ready.then((r) => r.active?.state === "activated"));
  await new Promise((later) => setTimeout(later, 3000)); // the browser keeps what it compiled, of either
  await page.close();
  return { took, paint };
}

async function visit(url, editor, enter) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const path = enter ? await enter(page) : "/";
  await page.close();
  const first = await usable(context, url + path, editor);
  const again = await usable(context, url + path, editor);
  await context.close();
  return { first, again };
}

const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const seconds = (ms) => (ms / 1000).toFixed(2) + " s";
const all = { ours: [], peer: [] };
for (let i = 0; i < Number(rounds); i++) {
  all.ours.push(await visit(ours, "main textarea", signedIn));
  all.peer.push(await visit(peer.url, ".tiptap"));
}
await browser.close();
peer.close();

console.log(`peer: ${(size / 1000).toFixed(0)} kB packed; medians of ${rounds} rounds`);
console.log("| visit | ours | React + Tiptap + Yjs | ratio |\n|---|---|---|---|");
for (const [name, of] of [
  ["first, readable", (v) => v.first.paint], ["first, usable", (v) => v.first.took],
  ["again, readable", (v) => v.again.paint], ["again, usable", (v) => v.again.took],
]) {
  const a = median(all.ours.map(of)), b = median(all.peer.map(of));
  console.log(`| ${name} | ${seconds(a)} | ${seconds(b)} | ${(a / b).toFixed(2)} |`);
}
