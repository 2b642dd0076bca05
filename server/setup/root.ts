import { resolve } from "node:path";

/** The project's folder, wherever a command was called from. */
export const ROOT = resolve(import.meta.dirname, "../..");
