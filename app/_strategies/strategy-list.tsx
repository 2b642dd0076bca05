"use client";

import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../_data/api.ts";
import { Button } from "../_ui/button.tsx";
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
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [comparing, setComparing] = useState(false);
  const all = strategies.data ?? [];
  const compared = all.filter(({ id }) => chosen.has(id)).slice(0, MAX_COMPARED);
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Strategies</h1>
          <Button
            disabled={compared.length < 2}
            onClick={() => setComparing(!comparing)}
            aria-pressed={comparing}
          >
            <GitCompareArrows size={14} aria-hidden />{" "}
            {compared.length < 2 ? "Choose two or more to compare" : `Compare ${compared.length}`}
          </Button>
          <input
            type="search"
            placeholder="Search strategies"
            aria-label="Search strategies"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        {strategies.error ? <p className={styles.problem}>{strategies.error.message}</p> : null}
        {comparing && compared.length > 1 ? <StrategyComparison strategies={compared} /> : null}
        {strategies.data?.length === 0 ? (
          <p className={styles.lead}>
            No strategy is registered yet. Each run that is saved registers its strategy here under name,
            version and code; so does a trial that is promoted from a study.
          </p>
        ) : (
          <div className={own.table} tabIndex={0} role="region" aria-label="Versions of strategies">
            <StrategyTable strategies={findStrategies(all, words)} chosen={chosen} onChoose={setChosen} />
          </div>
        )}
      </div>
    </div>
  );
}
