import { describe, expect, it } from "vitest";
import { crossoverLandscape } from "#test/arbitraries/crossover-landscape.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { landscapes } from "#test/arbitraries/landscapes.ts";
import { OPTUNA_TPE_MEDIANS } from "#test/arbitraries/optuna-regret.ts";
import { gridRegret, medianRegrets } from "#test/arbitraries/regret.ts";

describe("the regret of TPE", () => {
  it.each(["branin", "hartmann3"] as const)(
    "on %s is within 1.5 times Optuna's and a third of a grid's, median over 30 seeds",
    (name) => {
      const landscape = landscapes[name];
      const [found = NaN] = medianRegrets(landscape, {
        sampler: { kind: "tpe" },
        evaluations: [100],
        seeds: 30,
      });
      expect(found).toBeLessThan(1.5 * (OPTUNA_TPE_MEDIANS[name]?.[100] ?? NaN));
      expect(found).toBeLessThan(gridRegret(landscape, 100) / 3);
    },
  );
});

describe.skipIf(!hasFixtures)(needsFixtures("what regrets are measured by"), () => {
  it("grids are those of the fixture", () => {
    interface Grids {
      readonly grid: Readonly<
        Record<string, readonly { readonly budget: number; readonly regret: number }[]>
      >;
    }
    const { grid } = readJsonFixture<Grids>("quant/optimizer_regret.json");
    for (const name of ["branin", "hartmann3"] as const)
      for (const { budget, regret } of grid[name] ?? [])
        expectClose(gridRegret(landscapes[name], budget), regret, 1e-9);
  });

  it("the landscape of a backtest is the one that Optuna was run on", () => {
    // The same arithmetic in numpy 2.4.6.
    const { height } = crossoverLandscape();
    expectClose(height([10, 50, 0.001, 20]), -0.668896048157454, 1e-9);
    expectClose(height([5, 200, 0.01, 60]), -0.2728948486691732, 1e-9);
    expectClose(height([60, 250, 0.05, 120]), -0.3856474017261128, 1e-9);
  });
});
