import { writeFileSync } from "node:fs";
import { exampleNames, recordedPath, runExample } from "../cli/headless/example-results.ts";
import type { ResultHashes } from "../cli/headless/example-results.ts";
import { ROOT } from "./root.ts";
import { say } from "./say.ts";

/** Records what the example notebooks result in: run by hand, when a change of their results is meant. */
const recorded: Record<string, ResultHashes> = {};
for (const name of exampleNames(ROOT)) {
  recorded[name] = await runExample(ROOT, name);
  say(`${name}: ${Object.keys(recorded[name]).length} results`);
}
writeFileSync(recordedPath(ROOT), `${JSON.stringify(recorded, null, 2)}\n`);
