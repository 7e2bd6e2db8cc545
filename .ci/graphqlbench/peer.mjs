// PostGraphile as it is meant to run in production: its Amber preset on grafserv's own Node server,
// without explorer, watching and explaining. DATABASE_URL is its database; it prints its address.
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { postgraphile } from "postgraphile";

const preset = {
  extends: [PostGraphileAmberPreset],
  // Every column may be filtered by, indexed or not, so that both sides filter by the same one.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public"], poolConfig: { max: 20 } })],
};

const server = createServer();
server.keepAliveTimeout = 120_000;
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
