import { parse, stringify } from "yaml";
import { backtest } from "#engine/backtest.ts";
import { optimizationOf } from "#engine/experiments/spec-search.ts";
import { fees } from "#engine/execution/fees/catalogue.ts";
import { slippage } from "#engine/execution/slippage/catalogue.ts";
import { indicators } from "#engine/indicators/catalogue.ts";
import type { Random } from "#engine/random.ts";
import { rules } from "#engine/risk/catalogue.ts";
import { signals } from "#engine/signals/catalogue.ts";
import { sizers } from "#engine/sizing/catalogue.ts";
import { runOptionsOf, strategyFromSpec, symbolsOf } from "#engine/spec/bind.ts";
import { parseStrategySpec } from "#engine/spec/parse.ts";
import { syntheticMarket } from "#engine/synthetic/market.ts";
import { parseSpecText } from "#server/cli/headless/spec-text.ts";
import { CLIENT_YAML, quarters, smallSpec } from "#test/engine/spec/client-spec.ts";
import { bendData } from "./bend-data.ts";
import { bendText, oneOf } from "./bend-text.ts";
import type { FuzzTarget } from "./fuzz-target.ts";

const CATALOGUES = [indicators, signals, sizers, rules, fees, slippage];
const NAMES = [
  ...CATALOGUES.flatMap(({ blocks }) => blocks.map(({ kind }) => kind)),
  ...[
    "meta",
    "strategy",
    "version",
    "runtime",
    "data",
    "components",
    "indicators",
    "signals",
    "sizing",
    "risk",
    "rules",
  ],
  ...[
    "regime",
    "execution",
    "optimization",
    "parameters",
    "output",
    "extends",
    "type",
    "params",
    "indicator",
    "timeframe",
  ],
  ...[
    "logic",
    "conditions",
    "weighted",
    "threshold",
    "weight",
    "min",
    "max",
    "step",
    "lengthBars",
    "source",
    "generator",
  ],
  ...["1d", "1h", "1M", "__proto__", "toString", "components.indicators.strength.params.lengthBars"],
];
const SEARCH = {
  enabled: true,
  parameters: { "components.indicators.strength.params.lengthBars": { min: 2, max: 10, step: 2 } },
};
const SEEDS = [
  () => parse(CLIENT_YAML) as Record<string, unknown>,
  () => ({ ...smallSpec(), optimization: structuredClone(SEARCH) }),
  () => ({
    ...smallSpec(),
    data: { symbols: ["T"], date_range: { start: "1990-01-01" } },
    execution: { allow_shorts: true },
  }),
];
const market = syntheticMarket({ kind: "volatile", bars: 80, seed: 3 });

/** A spec as YAML or as JSON, most of them with members that do not belong there. */
function drawSpec(random: Random): string {
  const tree = oneOf(random, SEEDS)();
  for (let left = random.int(3); left > 0; left--) bendData(tree, NAMES, random);
  const text = random.int(2) === 0 ? stringify(tree) : JSON.stringify(tree, undefined, random.int(3));
  return random.int(5) === 0 ? bendText(text, random) : text;
}

/** All that a spec goes through before and in a run; parsing what it became gives the same. */
function readSpec(text: string): void {
  const spec = parseStrategySpec(parseSpecText(text, "spec.yaml"));
  const again = parseStrategySpec(JSON.parse(JSON.stringify(spec)));
  if (JSON.stringify(again) !== JSON.stringify(spec)) throw new Error("read again, it is another spec");
  const strategy = strategyFromSpec(spec);
  strategy.prepare();
  symbolsOf(spec);
  optimizationOf(spec);
  const options = runOptionsOf(spec);
  const bars = spec.runtime?.primary_timeframe === "15m" ? quarters : market;
  backtest(strategy, { ...options, bars });
}

/** The reader of strategy specs, and what it makes of them. */
export const specTarget: FuzzTarget = { name: "spec", draw: drawSpec, read: readSpec };
