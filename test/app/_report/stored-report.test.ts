import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { packReport, unpackReport } from "#app/_report/stored-report.ts";
import { backtest, strategies, syntheticMarket } from "#engine/index.ts";

const bars = syntheticMarket({ kind: "trending", bars: 500, seed: 4 });
const result = backtest(strategies.find("ema-crossover").strategy, { bars });

test("a report comes back bit for bit, without its prices", async () => {
  const packed = await packReport({ ...result, audit: { verdict: "causal", cuts: 64 } });
  const read = await unpackReport(packed ?? "");
  expect(read).toEqual({ ...result, bars: [], audit: { verdict: "causal", cuts: 64 } });
});

test("a report that is too large goes without its indicators, and not at all where that is not enough", async () => {
  const bare = await packReport(result);
  const limit = ((bare?.length ?? 0) / 4) * 3 + 1000;
  const drawn = { symbol: "SYNTH", name: "equity", overlay: false, values: result.equity };
  const indicators = Array.from({ length: 40 }, (_, at) => ({
    ...drawn,
    values: drawn.values.map((v) => v * at),
  }));
  const packed = await packReport({ ...result, indicators }, limit);
  expect((await unpackReport(packed ?? "")).indicators).toBeUndefined();
  expect(await packReport({ ...result, indicators }, 1000)).toBeUndefined();
});

test("what is no result is refused with a remedy", async () => {
  const body = gzipSync('{"equity":[1]}').toString("base64");
  await expect(unpackReport(body)).rejects.toThrow("cannot be read; run the notebook");
});
