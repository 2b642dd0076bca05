import { LineCounter, parseDocument } from "yaml";
import { EngineError } from "#engine/errors.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import { runOptionsOf, strategyFromSpec, type SpecRunOptions } from "#engine/spec/bind.ts";
import type { StrategySpec } from "#engine/spec/strategy-spec.ts";
import { Markdown } from "../show-value.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { specLine } from "./spec-line.ts";
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
    const line = specLine(error, document, lines, text);
    throw new EngineError(error.code, error.message, { ...error.site, ...site, line });
  }
}

/** A strategy's own run options under those of a call, which win. */
export function withSpecOptions<O extends object>(strategy: object, options: O): O {
  const own = (strategy as Partial<YamlStrategy>).options;
  return own === undefined ? options : { ...own, ...options };
}
