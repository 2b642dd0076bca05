import pg from "pg";
import { openProviders } from "#server/providers/open-providers.ts";
import { runJob } from "#server/sync/run-job.ts";

/** Runs one sync until it is done or this process is killed: `node killed-child.ts <database url> <sync id>`. */
const [url = "", id = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
const providers = openProviders();
process.stdout.write("ready\n");
// The connection of a killed runner may hold its lock for a moment longer.
let end = await runJob({ pool }, providers, id);
while (end === undefined) end = await runJob({ pool }, providers, id);
process.stdout.write(`${end}\n`);
await pool.end();
