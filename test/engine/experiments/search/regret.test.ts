import { describe, expect, it } from "vitest";
import { crossoverLandscape } from "#test/arbitraries/crossover-landscape.ts";
import { expectClose } from "#test/arbitraries/close.ts";
import { hasFixtures, needsFixtures, readJsonFixture } from "#test/arbitraries/fixtures.ts";
import { landscapes } from "#test/arbitraries/landscapes.ts";
import { gridRegret, medianRegrets } from "#test/arbitraries/regret.ts";

/** Median regrets of Optuna's TPE after 50 and 100 evaluations, as optimizer_regret.json has them. */
const FIXTURE = { branin: [0.1095, 0.0188], hartmann3: [0.0707, 0.0162] } as const;

describe("the regret of TPE", () => {
  it.each(["branin", "hartmann3"] as const)(
    "on %s is within 1.5 times the fixture's and a third of a grid's, median over 30 seeds",
    (name) => {
      const landscape = landscapes[name];
      const found = medianRegrets(landscape, {
        sampler: { kind: "tpe" },
        evaluations: [50, 100],
        seeds: 30,
      });
      for (const [place, evaluations] of [50, 100].entries()) {
        expect(found[place]).toBeLessThan(1.5 * (FIXTURE[name][place] ?? NaN));
        expect(found[place]).toBeLessThan(gridRegret(landscape, evaluations) / 3);
      }
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
