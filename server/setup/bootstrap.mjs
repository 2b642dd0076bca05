import { join } from "node:path";
import { runPinned } from "./pinned-node.mjs";

await runPinned(join(import.meta.dirname, "main.ts"), process.argv.slice(2));
