import { z } from "zod";
import { hashBars } from "./data/dataset.ts";
import { hashJson, hashText } from "./hash.ts";
import type { Bars } from "./market/bars.ts";
import { ENGINE_VERSION } from "./version.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is needed to run a backtest again and get the same bits. All hashes are SHA-256, lower-case hex. */
export const manifest = z.object({
  version: z.literal(1),
  engineVersion: z.string().max(40),
  strategy: z.object({ name: z.string().max(200), version: z.string().max(40) }),
  codeHash: hash.describe("of the strategy's source"),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  settings: z
    .record(z.string(), z.unknown())
    .describe("capital, sizing, risk, execution profile, fees, slippage"),
  settingsHash: hash,
  data: z.array(
    z.object({
      symbol: z.string().max(40),
      timeframe: z.string().max(4),
      bars: z.number().int(),
      firstOpenTime: z.number(),
      lastCloseTime: z.number(),
      hash,
      synthetic: z.boolean().optional(),
      overrides: z
        .array(z.string().max(600))
        .max(100)
        .optional()
        .describe("what people decided about the data against the checks"),
    }),
  ),
  dataHash: hash,
  seed: z.number().int(),
  hash: hash.describe("of everything above"),
  audit: z
    .object({
      verdict: z.enum(["causal", "leaks"]),
      hash: hash.describe("of this manifest's hash and the whole finding: neither can be changed alone"),
    })
    .optional()
    .describe("what the causality audit of this run found, once it was made"),
});
export type Manifest = z.infer<typeof manifest>;

/** What {@link describeRun} makes a manifest of. */
export interface RunFacts {
  readonly strategy: { readonly name: string; readonly version: string };
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly bars: readonly Bars[];
  readonly seed: number;
}

/** Makes a run's manifest: everything that decides its numbers, by value or by hash. */
export function describeRun(facts: RunFacts): Manifest {
  const { strategy, code, params, settings, bars, seed } = facts;
  const data = bars.map((each) => ({
    symbol: each.symbol,
    timeframe: each.timeframe,
    bars: each.openTime.length,
    firstOpenTime: each.openTime[0] ?? NaN,
    lastCloseTime: each.closeTime[each.closeTime.length - 1] ?? NaN,
    hash: hashBars(each),
    ...(each.synthetic ? { synthetic: true } : {}),
    ...(each.overrides && each.overrides.length > 0 ? { overrides: each.overrides.slice(0, 100) } : {}),
  }));
  const body = {
    version: 1 as const,
    engineVersion: ENGINE_VERSION,
    strategy: { name: strategy.name, version: strategy.version },
    codeHash: hashText(code),
    params: params as Manifest["params"],
    settings: { ...settings },
    settingsHash: hashJson(settings),
    data,
    dataHash: hashJson(data),
    seed,
  };
  return { ...body, hash: hashJson(body) };
}
