import { EngineError } from "#engine/errors.ts";
import { FLAG, GUARD } from "#workers/cells/loop-guard.ts";
import type { Recipe } from "./recipe.ts";

/** Names of cells that show something: in a place where nobody looks they do nothing. */
const SILENT = `const display = () => undefined, progress = () => undefined;
const console = { log: display, debug: display, info: display, warn: display, error: display };`;
/** What cells see by name on a helping thread and nowhere else. */
const ABSENT: Readonly<Record<string, string>> = {
  indicator: "indicator() is of the notebook; put the indicator into the strategy",
  strategyFromYaml: "strategyFromYaml() is of the notebook; use a strategy cell",
  asOf: 'asOf() looks a table up that is only in this notebook; leave where: "server" out and run it in this tab',
  table: "table() is of the notebook; keep it out of the strategy's cells",
};

const TABLE =
  'is a table of this notebook, which no server has; leave where: "server" out and run it in this tab';

/**
 * A recipe as one script: the cells that a strategy comes from, in order, with the plain values that they read. The engine's names are in
 * scope where it runs; nothing else is.
 *
 * @returns Statements that define the recipe's name.
 * @throws EngineError "bad-param" where a cell waits for something or uses what is only in a notebook.
 */
export function recipeCode({ name, steps }: Recipe): string {
  const made = new Set<string>();
  const parts = steps.map(({ program, given, tables }, at) => {
    const { body, reads, defines, cellId } = program;
    const absent = reads.find((read) => Object.hasOwn(ABSENT, read) && !(read in given) && !made.has(read));
    if (absent !== undefined) throw new EngineError("bad-param", ABSENT[absent] ?? "", { cell: cellId });
    const [table] = Object.keys(tables);
    if (table !== undefined) throw new EngineError("bad-param", `${table} ${TABLE}`, { cell: cellId });
    const inside = reads.filter((read) => read in given || made.has(read));
    const values = Object.entries(given).map(([key, value]) => `${JSON.stringify(key)}: ${literal(value)}`);
    const getters = defines.map((define) => `get ${define}() { return ${define}; }`).join(", ");
    for (const define of defines) made.add(define);
    const scope = `{ ...$made$, ${values.join(", ")} }`;
    return `const $cell${at}$ = (({ ${inside.join(", ")} }, $define$) => { $define$({ ${getters} }); ${body}
})(${scope}, $define$);`;
  });
  refuseWaiting(parts, steps);
  return `const ${FLAG} = new Int32Array(1), ${GUARD} = () => undefined;
${SILENT}
const $made$ = Object.create(null);
const $define$ = (getters) => Object.defineProperties($made$, Object.getOwnPropertyDescriptors(getters));
${parts.join("\n")}
const ${name} = $made$.${name};`;
}

/** A function that is not asynchronous cannot wait: its text does not compile. */
function refuseWaiting(parts: readonly string[], steps: Recipe["steps"]): void {
  for (const [at, part] of parts.entries()) {
    try {
      // Compiled, never called.
      (0, eval)(`() => { ${part} }`);
    } catch {
      const cell = steps[at]?.program.cellId ?? "";
      throw new EngineError(
        "bad-param",
        "strategy's cell waits for something; define the strategy in a cell without await",
        { cell },
      );
    }
  }
}

/** A plain value as text that makes it again, bit for bit. */
function literal(value: unknown): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Float64Array) return `new Float64Array([${Array.from(value, literal).join(",")}])`;
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null)
    return value === undefined ? "undefined" : JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`);
  return `{ ${members.join(", ")} }`;
}
