import { describe, expect, test } from "vitest";
import { completeStudy, studyOf } from "#engine/index.ts";
import { orderOf } from "#engine/experiments/study/order-study.ts";
import type { OwnObjective } from "#engine/experiments/study/own-objective.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { spaceOfStrategy } from "#engine/experiments/study/strategy-space.ts";
import { cross, volatileBars as bars } from "#test/arbitraries/cross-study.ts";

const studyBy = (objective: string | OwnObjective) =>
  completeStudy(studyOf(cross, { bars, trials: 12, leastTrades: 1, objective }));

describe("an objective of one's own", () => {
  test("that reads a statistic leads a search where the statistic itself does", async () => {
    const [named, own] = await Promise.all([
      studyBy("sharpe"),
      studyBy(({ statistics }) => statistics["sharpe"] ?? NaN),
    ]);
    expect(own.spec.objective).toBe("custom");
    expect(own.trials).toEqual(named.trials);
    expect(own.outOfSampleScore).toBe(named.outOfSampleScore);
    expect(own.panel).toEqual(named.panel);
  });

  test("sees the run of its trial and nothing after it", async () => {
    const held = bars.openTime[300] ?? NaN;
    const ends: number[] = [];
    const study = await studyBy(({ time, equity, returns, trades }) => {
      expect(returns).toHaveLength(time.length);
      expect(equity).toHaveLength(time.length);
      ends.push(bars.openTime[bars.closeTime.indexOf(time.at(-1) ?? NaN)] ?? NaN);
      return -trades.length;
    });
    expect(study.heldOutFrom).toBe(held);
    // The last look is at the bars that were held out, for the best alone.
    expect(ends.slice(0, 12).every((end) => end < held)).toBe(true);
    const fewest = Math.min(...study.trials.map(({ trades }) => (trades < 1 ? Infinity : trades)));
    expect(study.best?.trades).toBe(fewest);
  });

  test("that returns no number, or throws, fails its trials and says why", async () => {
    const silent = await studyBy((() => undefined) as unknown as OwnObjective);
    expect(silent.trials.map(({ state }) => state)).toEqual(silent.trials.map(() => "failed"));
    expect(silent.trials[0]?.error).toBe("invalid objective: it returns undefined; return a number");
    const broken = await studyBy(() => {
      throw new Error("no idea");
    });
    expect(broken.trials[0]?.error).toContain("no idea");
    expect(broken.best).toBeUndefined();
  });

  test("is sent as code, and not without", () => {
    const task = studyOf(cross, { bars, objective: () => 1 });
    const source = { kind: "built-in", name: "pairs" } as const;
    expect(() => orderOf(task, source, "cross")).toThrow(
      "objective is a function without code; name a statistic",
    );
    const own = { code: "const one = () => 1;", name: "one" };
    expect(orderOf(task, source, "cross", own)).toMatchObject({
      study: { objective: "custom" },
      ownObjective: own,
    });
    const bare = { space: spaceOfStrategy(cross), objective: "custom" };
    expect(() => parseStudy(bare)).toThrow("custom");
  });
});
