import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { createWarmUp } from "#workers/cells/warm-up.ts";

const cell = (source: string): NotebookCell => ({ id: "c", kind: "ts", source });
const NAMED = [cell('await bars("SP500")'), cell('await bars("AAPL", { timeframe: "1h" })')];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A warm-up with an account of what it asked for. */
function watched({ hasRun = false } = {}) {
  const asked: string[] = [];
  const warmUp = createWarmUp({
    warehouse: {
      query: (text) => {
        asked.push(text);
        return Promise.resolve(new Uint8Array());
      },
    },
    library: {
      prepare: (symbol, timeframe) => {
        asked.push(`${symbol} ${timeframe}`);
        return symbol === "SP500" ? Promise.reject(new Error("unknown symbol")) : Promise.resolve();
      },
    },
    hasRun: () => hasRun,
    breathe: () => {
      asked.push("breath");
      return Promise.resolve();
    },
  });
  return { asked, warmUp };
}

describe("a notebook at rest that has not run", () => {
  test("has the prices ready that its cells name, one that fails being the cell's business, and only once", async () => {
    const { asked, warmUp } = watched();
    warmUp.settled(NAMED);
    await vi.advanceTimersByTimeAsync(5000);
    warmUp.settled(NAMED);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual(["SP500 1d", "AAPL 1h"]);
  });

  test("has the engine ready if its cells test strategies, and lets messages in between two runs", async () => {
    const { asked, warmUp } = watched();
    warmUp.settled([cell("backtest(idea, { bars: prices })")]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.length).toBeGreaterThan(3);
    expect(new Set(asked)).toEqual(new Set(["breath"]));
  });

  test("leaves what comes next to wait for the next rest", async () => {
    const { asked, warmUp } = watched();
    warmUp.settled(NAMED);
    warmUp.pause();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual([]);
    warmUp.settled(NAMED);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual(["SP500 1d", "AAPL 1h"]);
  });
});

test("a notebook that has run needs nothing but DuckDB, if it has queries", async () => {
  const { asked, warmUp } = watched({ hasRun: true });
  warmUp.settled([...NAMED, cell("backtest(idea, { bars }); await sql`SELECT 1`")]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toEqual(["SELECT 1"]);
});
