import { writeFileSync } from "node:fs";
import { NOTEBOOK_TYPES, notebookTypes } from "./notebook-types.ts";

/** Writes notebooks/lookback.d.ts anew: run by hand, after a change of what cells see. */
writeFileSync(NOTEBOOK_TYPES, notebookTypes());
