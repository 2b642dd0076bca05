import { z } from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is needed to run a backtest again and get the same bits. All hashes are SHA-256, lower-case hex. */
export const manifest = z.object({
  version: z.literal(1),
  engineVersion: z.string().max(40),
  strategy: z.object({ name: z.string().max(200), version: z.string().max(40) }),
  codeHash: hash.describe("of the strategy's source"),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  settings: z.record(z.string(), z.unknown()).describe("capital, sizing, risk, execution profile, fees, slippage"),
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
    }),
  ),
  dataHash: hash,
  seed: z.number().int(),
  hash: hash.describe("of everything above"),
});
export type Manifest = z.infer<typeof manifest>;
