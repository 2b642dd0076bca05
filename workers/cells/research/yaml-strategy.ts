import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Document, Node } from "yaml";
import { EngineError } from "#engine/errors.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import { runOptionsOf, strategyFromSpec, type SpecRunOptions } from "#engine/spec/bind.ts";
import type { StrategySpec } from "#engine/spec/strategy-spec.ts";
import { Markdown } from "../show-value.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { strategySummary } from "./strategy-summary.ts";

/** A strategy made of a spec, which keeps the spec and what it says of runs. */
export type YamlStrategy = ReturnType<typeof strategyFromSpec> &
  Shown & {
    readonly spec: StrategySpec;
    /** Capital, costs, dates and mode: used by `backtest` where its own options say nothing. */
    readonly options: SpecRunOptions;
  };

/** Most characters of a spec: a strategy that is longer is no longer a declaration. */
const MAX_CHARS = 200_000;

/** The node nearest to a dotted path: the member itself, or the deepest parent that is there. */
function nodeAt(document: Document, path: readonly string[]): Node | null {
  for (let depth = path.length; depth > 0; depth--) {
    const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find(({ key: own }) => isScalar(own) && String(own.value) === key);
      if (pair !== undefined && isScalar(pair.key)) return pair.key;
    }
    const found = document.getIn(path.slice(0, depth), true);
    if (typeof found === "object" && found !== null) return found as Node;
  }
  return null;
}

/** Where in the text the thing stands that an error is about: its member, or the first mention of what it names. */
function lineOf(error: EngineError, document: Document, lines: LineCounter, text: string): number {
  const unknown = /unknown key: ([\w.-]+)/.exec(error.message)?.[1];
  const path = (unknown ?? error.site.field ?? "").split(".").filter((part) => part !== "");
  const offset = nodeAt(document, path)?.range?.[0];
  if (offset !== undefined && path.length > 0) return lines.linePos(offset).line;
  const named = /: ([\w-]+);/.exec(error.message)?.[1] ?? error.site.kind;
  const mention = named === undefined ? -1 : text.search(new RegExp(`\\b${named}\\b`));
  return mention < 0 ? 1 : lines.linePos(mention).line;
}

/**
 * Makes a strategy of a spec in YAML.
 *
 * @param cell The cell whose whole text this is, so that errors point into it.
 * @throws EngineError "bad-spec", "unknown-block" or "bad-param" with `site.line`, 1-based, in the text.
 */
export function strategyFromYaml(text: string, cell?: string): YamlStrategy {
  const site = cell === undefined ? {} : { cell };
  if (typeof text !== "string" || text.length > MAX_CHARS)
    throw new EngineError("over-limit", `strategy spec of more than ${MAX_CHARS} characters; shorten it`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const said = problem.message.split(" at line ")[0] ?? "";
    throw new EngineError("bad-spec", `yaml: ${said.toLowerCase()}`, {
      line: problem.linePos?.[0].line ?? 1,
    });
  }
  try {
    const spec = parseStrategySpec(document.toJS({ maxAliasCount: 100 }));
    const strategy = strategyFromSpec(spec);
    return { ...strategy, spec, options: runOptionsOf(spec), [SHOWN]: [new Markdown(strategySummary(spec))] };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const line = lineOf(error, document, lines, text);
    throw new EngineError(error.code, error.message, { ...error.site, ...site, line });
  }
}

/** A strategy's own run options under those of a call, which win. */
export function withSpecOptions<O extends object>(strategy: object, options: O): O {
  const own = (strategy as Partial<YamlStrategy>).options;
  return own === undefined ? options : { ...own, ...options };
}
