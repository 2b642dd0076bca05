import type { Strategy, StrategyParams } from "#engine/strategy.ts";
import { strategyTester, type TesterOptions, type TestReport } from "#engine/testing/strategy-tester.ts";
import { SHOWN, type Shown } from "../shown.ts";
import { tableOf, type Table } from "../table.ts";
import type { LongWork } from "./long-work.ts";

/** A strategy's test report; shown as rows of check, market, passed and what was seen. */
export interface StrategyTests extends TestReport, Shown {
  readonly table: Table;
}

const CHECKS = ["temporalConstraints", "determinism", "edgeCases", "volumeConstraint"] as const;

/**
 * Runs the checks of the test kit one after the other, letting Stop in between them.
 *
 * @throws EngineError "bad-param" on a limit, and the signal's own reason once it is aborted; a check never throws.
 */
export async function testStrategy<P extends StrategyParams>(
  strategy: Strategy<P>,
  options: TesterOptions<P>,
  work: LongWork,
): Promise<StrategyTests> {
  const tester = strategyTester(strategy, options);
  const results: TestReport["results"][number][] = [];
  for (const [done, check] of CHECKS.entries()) {
    await work.between(done / CHECKS.length);
    results.push(...tester[check]());
  }
  work.progress(1);
  const table = tableOf(
    results.map(({ check, market, passed, detail }) => ({
      check,
      market,
      result: passed ? "pass" : "FAIL",
      detail,
    })),
  );
  const passed = results.every((result) => result.passed);
  return { strategy: strategy.name, passed, results, table, [SHOWN]: [table] };
}
