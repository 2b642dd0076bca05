import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as engine from "#engine/index.ts";
import { describeCellApi } from "#server/reference/describe-cell-api.ts";
import { ROOT } from "./root.ts";

/** Where editors that open a .nb.ts file find the names that cells see. */
export const NOTEBOOK_TYPES = join(ROOT, "notebooks", "lookback.d.ts");

const HEAD = `/**
 * What notebook cells see without an import, for editors that open a .nb.ts file.
 * Generated: \`node server/setup/write-notebook-types.ts\` after a new export of the engine or a new member of CellApi.
 */
type Engine = typeof import("../engine/index.ts");
type CellApi = import("../workers/cells/cell-api.ts").CellApi;
type SqlTable = import("../workers/cells/table.ts").Table;
`;

/** In an SQL cell the name is the table at once, elsewhere a promise of it: \`await\` fits both. */
const SQL = `/** A table at once in an SQL cell, a promise of it elsewhere: \`await\` fits both. */
declare function sql(texts: readonly string[], ...values: readonly unknown[]): SqlTable & PromiseLike<SqlTable>;
`;

/** The whole text of notebooks/lookback.d.ts: one line a name; types and docstrings stay with what they are of. */
export function notebookTypes(): string {
  const { research = [], inputs = [] } = describeCellApi(ROOT);
  const ofCells = [...research, ...inputs]
    .map(({ name }) => name)
    .filter((name) => name !== "sql" && name !== "console");
  const own = new Set([...ofCells, "sql"]);
  const ofEngine = Object.keys(engine)
    .filter((name) => !own.has(name))
    .sort();
  const lines = [
    ...ofEngine.map((name) => `declare const ${name}: Engine["${name}"];`),
    ...["plot", ...ofCells].sort().map((name) => `declare const ${name}: CellApi["${name}"];`),
  ];
  return `${HEAD}\n${SQL}\n${lines.join("\n")}\n`;
}

/** The file as it stands. */
export const writtenNotebookTypes = (): string => readFileSync(NOTEBOOK_TYPES, "utf8");
