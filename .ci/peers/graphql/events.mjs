// A stock graphql-sse client: node events.mjs URL TOKEN
// Reads {"do": "ask" | "stop", "id", "query", "variables"}, one a line, and writes what it hears.
import { createInterface } from "node:readline";
import { createClient } from "graphql-sse";

const [url, token] = process.argv.slice(2);
const tell = (event) => console.log(JSON.stringify(event));
const client = createClient({
  url,
  headers: token ? { authorization: `Bearer ${token}` } : {},
  retryAttempts: 0,
});

const running = new Map();
createInterface({ input: process.stdin }).on("line", (line) => {
  const { do: what, id, query, variables } = JSON.parse(line);
  if (what === "stop") return running.get(id)();
  running.set(id, client.subscribe({ query, variables }, {
    next: (value) => tell({ event: "next", id, value }),
    error: (e) => tell({ event: "error", id, status: e.response?.status, message: String(e.message ?? e) }),
    complete: () => tell({ event: "complete", id }),
  }));
}).on("close", () => process.exit(0));
