// A stock graphql-ws client that does what it is told: node socket.mjs URL TOKEN
// Reads one JSON command a line from stdin, writes one JSON event a line to stdout.
//   {"do": "ask", "id", "query", "variables"}  runs an operation until it is complete
//   {"do": "stop", "id"}                       gives it up
//   {"do": "drop"}                             ends the connection as a failing network does
import { createInterface } from "node:readline";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";

const [url, token] = process.argv.slice(2);
const tell = (event) => console.log(JSON.stringify(event));
let socket;
const client = createClient({
  url,
  webSocketImpl: WebSocket,
  connectionParams: token ? { Authorization: `Bearer ${token}` } : {},
  retryAttempts: 5,
  retryWait: () => new Promise((done) => setTimeout(done, 50)),
  on: {
    connected: (s) => { socket = s; tell({ event: "connected" }); },
    closed: ({ code, reason }) => tell({ event: "closed", code, reason }),
  },
});

const running = new Map();
createInterface({ input: process.stdin }).on("line", (line) => {
  const { do: what, id, query, variables } = JSON.parse(line);
  switch (what) {
    case "ask":
      running.set(id, client.subscribe({ query, variables }, {
        next: (value) => tell({ event: "next", id, value }),
        error: (e) => tell({ event: "error", id, errors: Array.isArray(e) ? e : undefined, code: e.code, message: String(e.message ?? "") }),
        complete: () => tell({ event: "complete", id }),
      }));
      break;
    case "stop":
      running.get(id)();
      break;
    case "drop":
      socket.terminate();
  }
}).on("close", () => process.exit(0));
