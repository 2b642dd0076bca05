import type { ReferenceEntry } from "./reference-entry.ts";

const BARS = `await bars("AAPL")`;
const STRATEGY = `strategies.find("ema-crossover").strategy`;
/** Strategies of several symbols. */
const UNIVERSE = new Set(["rank-rotation", "pairs"]);

/** Generators read series by name: these are there for every one of them. */
const SERIES = {
  fast: "ema({ lengthBars: 20 })",
  slow: "ema({ lengthBars: 100 })",
  strength: "rsi({ lengthBars: 14 })",
  bands: "bollinger({ lengthBars: 20 })",
};

const GENERATORS: Readonly<Record<string, string>> = {
  crossover: `crossover("fast", "slow")`,
  threshold: `threshold("strength", { buyBelow: 35, exitAbove: 60 })`,
  breakout: `breakout(55, { exitBars: 20 })`,
  combined: `combined("any", crossover("fast", "slow"), breakout(55))`,
  weighted: `weighted([{ generator: crossover("fast", "slow"), weight: 2 }, { generator: breakout(55), weight: 1 }])`,
};

/** What a condition's parameters may name, where they have no default. */
const NAMED: Readonly<Record<string, string>> = { series: "fast", than: "slow", indicator: "strength" };
const BANDED = new Set(["touch-lower-band", "touch-upper-band"]);

/** Rules that would let everything pass with what they need alone. */
const RULES: Readonly<Record<string, string>> = {
  "regime-filter": `regimeFilter({ allowed: ["bull"] })`,
};

type MakeCell = (block: ReferenceEntry) => string;

const runWith = (option: string): string => `backtest(${STRATEGY}, { bars: ${BARS}, ${option} })`;

/** One cell per chapter; a definition in it bears the block's name, so that two examples get along in one notebook. */
const CELLS: Readonly<Record<string, MakeCell>> = {
  indicators: ({ kind, title, call }) => {
    const prices = `${kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Prices`;
    const params = /\((.*)\)$/.exec(call ?? "")?.[1] ?? "";
    return `const ${prices} = ${BARS};
plot.line(
  Object.entries(indicator("${kind}", ${prices}${params === "" ? "" : `, ${params}`}))
    .map(([name, y]) => ({ name, x: ${prices}.closeTime, y })),
  { title: ${JSON.stringify(title)} },
)`;
  },
  signals: ({ kind }) => strategyCell(kind, `signal: ${GENERATORS[kind] ?? ""}`),
  conditions: ({ kind, params, call }) => {
    const named = params
      .filter(({ name, fallback }) => name in NAMED && fallback === "required")
      .map(({ name }) => `${name}: "${name === "indicator" && BANDED.has(kind) ? "bands" : NAMED[name]}"`);
    const made = named.length > 0 ? `${(call ?? "").split("(")[0]}({ ${named.join(", ")} })` : call;
    return `backtest(strategyBuilder("${kind}")
  ${Object.entries(SERIES)
    .map(([name, spec]) => `.addIndicator("${name}", ${spec})`)
    .join("\n  ")}
  .entryCondition("${kind}", ${made})
  .riskRules(timeStop({ bars: 10 }))
  .build(), { bars: ${BARS} })`;
  },
  sizers: ({ call }) => runWith(`sizing: ${call}`),
  rules: ({ kind, call }) => runWith(`risk: [${RULES[kind] ?? call}]`),
  paths: ({ kind }) =>
    runWith(`execution: { path: "${kind}" }, risk: [stopLoss({ pct: 2 }), takeProfit({ pct: 2 })]`),
  slippage: ({ call }) => runWith(`slippage: ${call}`),
  fees: ({ call }) => runWith(`fees: ${call}`),
  settings: () => runWith(`execution: { shorts: true, participation: 0.05, borrowRatePct: 2 }`),
  statistics: ({ kind }) =>
    `stats(backtest(${STRATEGY}, { bars: ${BARS}, benchmark: ${BARS} }), ["${kind}"])`,
  strategies: ({ kind }) =>
    `backtest(strategies.find("${kind}").strategy, { bars: ${
      UNIVERSE.has(kind) ? "syntheticUniverse({ symbols: 10 }).map(({ bars }) => bars)" : BARS
    } })`,
};

function strategyCell(name: string, signal: string): string {
  return `backtest(defineStrategy({
  name: "${name}", version: "1.0.0",
  indicators: () => ({ ${Object.entries(SERIES)
    .map(([name, spec]) => `${name}: ${spec}`)
    .join(", ")} }),
  ${signal},
}), { bars: ${BARS} })`;
}

/** A whole cell that shows a block at work on sample prices; null for a chapter that has no such cells. */
export function liveExample(chapter: string, block: ReferenceEntry): string | null {
  return CELLS[chapter]?.(block) ?? null;
}
