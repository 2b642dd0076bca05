"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { StrategyDetails } from "#server/strategies/get-strategy.ts";
import { HighlightedCode } from "../_cells/highlighted-code.tsx";
import { useTRPC } from "../_data/api.ts";
import { RunComparison } from "../_runs/run-comparison.tsx";
import { RunTable } from "../_runs/run-table.tsx";
import run from "../_runs/runs.module.css";
import { useRunChanges } from "../_runs/use-run-changes.ts";
import { RepeatTrial } from "../_studies/repeat-trial.tsx";
import { PageMessage } from "../_ui/page-message.tsx";
import { useComparing } from "../_ui/comparing.tsx";
import styles from "../_ui/page.module.css";
import { ChangelogField } from "./changelog-field.tsx";
import { KeptSection, readableCode } from "./kept-section.tsx";
import own from "./strategies.module.css";

/** One version of a strategy: what is said of it, its code, and every run of it, the most believable first. */
export function StrategyScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const strategy = useQuery(trpc.strategies.get.queryOptions({ id }));
  if (strategy.error)
    return (
      <PageMessage title="No such strategy" link={{ href: "/strategies", text: "All strategies" }}>
        {strategy.error.message}
      </PageMessage>
    );
  if (!strategy.data) return null;
  const { name, version, codeHash, author, createdAt, notebookId, trial } = strategy.data;
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{name}</h1>
          <span className={styles.quiet}>{version}</span>
        </header>
        <p className={styles.facts}>
          <span>
            registered {createdAt.slice(0, 10)}
            {author === null ? "" : ` by ${author}`}
          </span>
          <span>
            code <code>{codeHash.slice(0, 12)}</code>
          </span>
          {notebookId ? <Link href={`/notebooks/${notebookId}`}>Open its notebook</Link> : null}
          {trial ? <Link href={`/studies/${trial.id}`}>Open its study</Link> : null}
          <Link href="/strategies">All strategies</Link>
        </p>
        {trial ? <RepeatTrial trial={trial} /> : null}
        <ChangelogField id={id} changelog={strategy.data.changelog} />
        {strategy.data.kept ? <KeptSection strategy={strategy.data} kept={strategy.data.kept} /> : null}
        <h2 className={run.section}>Runs</h2>
        <RunsOfVersion strategy={strategy.data} />
        <h2 className={run.section}>
          {strategy.data.kept ? "Code, as its study ran it" : "Code, as it is hashed"}
        </h2>
        <CodeOf strategy={strategy.data} />
      </div>
    </div>
  );
}

function RunsOfVersion({ strategy: { runs } }: { strategy: StrategyDetails }) {
  const comparing = useComparing(runs, 8);
  const change = useRunChanges();
  if (runs.length === 0) return <p className={styles.quiet}>No run of it is saved.</p>;
  return (
    <>
      <div className={own.runs} tabIndex={0} role="region" aria-label="Runs of this version">
        <RunTable runs={runs} comparing={comparing} onNote={change.note} onRemove={change.remove} />
      </div>
      {comparing.compared.length > 1 ? <RunComparison runs={comparing.compared} /> : null}
    </>
  );
}

function CodeOf({ strategy: { source, kept } }: { strategy: StrategyDetails }) {
  const code = kept ? readableCode(kept.strategy) : source;
  if (code === null)
    return (
      <p className={styles.quiet}>
        Its text was not kept: save one of its runs again from the notebook to have it here.
      </p>
    );
  return (
    <pre className={own.code} tabIndex={0}>
      <HighlightedCode code={code} language="ts" />
    </pre>
  );
}
