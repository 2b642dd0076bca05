"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../_data/api.ts";
import { CompareButton, useComparing } from "../_ui/comparing.tsx";
import styles from "../_ui/page.module.css";
import { findStrategies } from "./find-strategies.ts";
import { StrategyComparison } from "./strategy-comparison.tsx";
import own from "./strategies.module.css";
import { StrategyTable } from "./strategy-table.tsx";

const MAX_COMPARED = 6;

/** Every version of every strategy that a saved run or a study brought, the most believable first. */
export function StrategyList() {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions({}));
  const [words, setWords] = useState("");
  const all = strategies.data ?? [];
  const comparing = useComparing(all, MAX_COMPARED);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Strategies</h1>
          <CompareButton comparing={comparing} />
          <input
            type="search"
            placeholder="Search strategies"
            aria-label="Search strategies"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        {strategies.error ? <p className={styles.problem}>{strategies.error.message}</p> : null}
        {comparing.shown ? <StrategyComparison strategies={comparing.compared} /> : null}
        {strategies.data?.length === 0 ? (
          <p className={styles.lead}>
            No strategy is registered yet. Each run that is saved registers its strategy here under name,
            version and code; so does a trial that is promoted from a study.
          </p>
        ) : (
          <div className={own.table} tabIndex={0} role="region" aria-label="Versions of strategies">
            <StrategyTable strategies={findStrategies(all, words)} comparing={comparing} />
          </div>
        )}
      </div>
    </div>
  );
}
