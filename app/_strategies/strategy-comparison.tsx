"use client";

import { useQueries } from "@tanstack/react-query";
import type { StrategyDetails } from "#server/strategies/get-strategy.ts";
import type { StrategySummary } from "#server/strategies/list-strategies.ts";
import { useTRPC } from "../_data/api.ts";
import { CodeDifferences } from "../_runs/code-differences.tsx";
import { RunComparison } from "../_runs/run-comparison.tsx";
import styles from "../_ui/page.module.css";
import { versionName } from "./find-strategies.ts";
import { readableCode } from "./kept-section.tsx";

const codeOf = (details: StrategyDetails | undefined): string | null =>
  details?.kept ? readableCode(details.kept.strategy) : (details?.source ?? null);

/** Versions side by side: their best runs on one axis, then statistics, code, parameters and manifests. */
export function StrategyComparison({ strategies }: { strategies: readonly StrategySummary[] }) {
  const trpc = useTRPC();
  const details = useQueries({
    queries: strategies.map(({ id }) => trpc.strategies.get.queryOptions({ id })),
  });
  const best = strategies.flatMap((strategy) => strategy.best ?? []);
  if (best.length === strategies.length) return <RunComparison runs={best} />;
  return (
    <section aria-label="Comparison">
      <p className={styles.quiet}>One of them has no saved run: only their code is compared.</p>
      <CodeDifferences
        codes={strategies.map((strategy, at) => ({
          name: versionName(strategy, strategies),
          code: codeOf(details[at]?.data),
        }))}
      />
    </section>
  );
}
