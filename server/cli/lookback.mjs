#!/usr/bin/env node
import { join } from "node:path";
import { runPinned } from "../setup/pinned-node.mjs";

await runPinned(join(import.meta.dirname, "main.ts"), process.argv.slice(2));
