/** Names that people bring from elsewhere, and what does the same here. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ["print", "use display(value)"],
  ["len", "use .length"],
  ["pd", "there are no data frames: query with sql`...`, show rows with table(...)"],
  ["pandas", "there are no data frames: query with sql`...`, show rows with table(...)"],
  ["np", "columns are plain Float64Arrays: use their methods, Math, and the engine's indicators"],
  ["numpy", "columns are plain Float64Arrays: use their methods, Math, and the engine's indicators"],
  ["plt", "use plot.line(...), plot.candles(...) and the others of plot"],
  ["require", "nothing needs to be imported: the engine's names are there in every cell"],
  ["fetch", "cells have no network; load prices with bars(...), or drop a file into fileDrop(...)"],
  ["document", "cells have no page; show things with display(...)"],
  ["window", "cells have no page; show things with display(...)"],
  ["True", "use true"],
  ["False", "use false"],
  ["None", "use null"],
]);

/** What to write instead of a name that another language or place has; undefined for any other name. */
export const foreignRemedy = (name: string): string | undefined => REMEDIES.get(name);

/** Beginnings of lines that are Python's and nobody else's. */
const PYTHON = [
  /^\s*import\s+\w[\w.]*(\s+as\s+\w+)?\s*$/,
  /^\s*from\s+[\w.]+\s+import\b/,
  /^\s*def\s+\w+\s*\(.*\)\s*(->.*)?:/,
  /^\s*(for|while|if|elif|else|with|class|try)\b[^{]*:\s*(#.*)?$/,
  /^\s*print\s+\S/,
];

/** Words to add to the syntax error of a line that was written in Python; empty for any other line. */
export const pythonHint = (line: string): string =>
  PYTHON.some((pattern) => pattern.test(line))
    ? "; this looks like Python, and cells are TypeScript: see Reference for the names that are there"
    : "";
