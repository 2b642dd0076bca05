"use client";

import { useQueries } from "@tanstack/react-query";
import { storedResult, type StoredResult } from "#engine/experiments/study/stored-result.ts";
import { useTRPC } from "../_data/api.ts";
import { formatDuration, formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { objectivesText, titleOfObjective } from "./objectives-text.ts";
import { ParameterViews } from "./parameter-views.tsx";
import { judgementText } from "./study-figures.tsx";
import { soundFirst } from "./sound-trials.ts";
import own from "./studies.module.css";
import { titleOfMethod } from "./title-of-method.ts";
import { valuesText } from "./values-text.ts";

/** A study in the list. */
export interface ListedStudy {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
}

const ratio = (value: number | null | undefined): string => formatNumber(value ?? null, "ratio");
const percent = (value: number | null | undefined): string => formatNumber(value ?? null, "percent");

interface Compared {
  readonly strategyName: string;
  readonly symbols: readonly string[];
  readonly method: string;
  readonly objective: string;
  readonly planned: number;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly request: { readonly timeframe: string; readonly study: Parameters<typeof judgementText>[0] };
}

interface Row {
  readonly label: string;
  readonly isNumber?: boolean;
  readonly of: (study: Compared, result: StoredResult | null) => string;
}

const ROWS: readonly Row[] = [
  { label: "Strategy", of: ({ strategyName }) => strategyName },
  { label: "Bars", of: ({ symbols, request }) => `${symbolText(symbols)} ${request.timeframe}` },
  {
    label: "Search",
    of: ({ method, request }) => `${titleOfMethod(method)} for ${objectivesText(request.study)}`,
  },
  { label: "Judged by", of: ({ request }) => judgementText(request.study) },
  { label: "Took", of: tookText },
  { label: "Trust", of: (_, result) => result?.panel.trust.grade ?? "–" },
  { label: "Best set", of: (_, result) => valuesText(result?.best?.values) },
  { label: "Robust set", of: (_, result) => valuesText(result?.panel.plateau?.robust.values) },
  { label: "Objective in sample", isNumber: true, of: (_, result) => ratio(result?.best?.score) },
  { label: "Objective out of sample", isNumber: true, of: (_, result) => ratio(result?.outOfSampleScore) },
  { label: "Sharpe in sample", isNumber: true, of: (_, result) => ratio(result?.panel.inSampleSharpe) },
  {
    label: "Sharpe out of sample",
    isNumber: true,
    of: (_, result) => ratio(result?.panel.outOfSampleSharpe),
  },
  { label: "Deflated Sharpe", isNumber: true, of: (_, result) => percent(result?.panel.deflatedSharpe) },
  { label: "Overfitting (PBO)", isNumber: true, of: (_, result) => percent(result?.panel.pbo) },
  {
    label: "As good by luck (SPA)",
    isNumber: true,
    of: (_, result) => percent(result?.panel.superiorAbility),
  },
  { label: "Plateau", isNumber: true, of: (_, result) => ratio(result?.panel.plateau?.score) },
  { label: "Walk-forward efficiency", isNumber: true, of: (_, result) => percent(result?.walk?.efficiency) },
  {
    label: "Middle Sharpe of its paths",
    isNumber: true,
    of: (_, result) => ratio(result?.cross?.distribution.median),
  },
  {
    label: "Trials counted",
    isNumber: true,
    of: (_, result) => formatNumber(result?.panel.trials ?? null, "count"),
  },
  {
    label: "Trades of the best",
    isNumber: true,
    of: (_, result) => formatNumber(result?.best?.trades ?? null, "count"),
  },
];

/** Studies side by side: what they were, what they found, how far each may be believed, their maps and their best trials. */
export function StudyComparison({ studies }: { studies: readonly ListedStudy[] }) {
  const trpc = useTRPC();
  const details = useQueries({ queries: studies.map(({ id }) => trpc.studies.get.queryOptions({ id })) });
  const found = details.flatMap(({ data }) => data ?? []);
  const results = found.map(({ result }) => (result ? storedResult.parse(result) : null));
  const rows = ROWS.map((row) => ({
    ...row,
    texts: found.map((study, at) => row.of(study, results[at] ?? null)),
  }));
  return (
    <section aria-label="Comparison">
      <div className={own.scroll}>
        <table className={`${styles.list} ${own.compared}`}>
          <thead>
            <tr>
              <th>Study</th>
              {found.map(({ id, name }) => (
                <th key={id}>{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, texts, isNumber = false }) => (
              <tr key={label} data-same={new Set(texts).size === 1 || undefined}>
                <th scope="row">{label}</th>
                {texts.map((text, at) => (
                  <td key={at} className={isNumber ? "numeric" : undefined}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={own.sides}>
        {found.map((study) => (
          <BestTrials key={study.id} study={study} />
        ))}
      </div>
    </section>
  );
}

interface SideStudy {
  readonly id: string;
  readonly name: string;
  readonly objective: string;
  readonly request: {
    readonly study: { readonly goal: "maximise" | "minimise"; readonly leastTrades: number };
  };
}

const SHOWN = 10;

/** A study's map and its ten best trials. */
function BestTrials({ study: { id, name, objective, request } }: { study: SideStudy }) {
  const trpc = useTRPC();
  const { goal, leastTrades } = request.study;
  const order = goal === "minimise" ? "worst" : "best";
  const [told] = useQueries({ queries: [trpc.studies.trials.queryOptions({ id, order, limit: 1_000 })] });
  const trials = soundFirst(told.data ?? [], leastTrades);
  return (
    <section aria-label={`Trials of ${name}`}>
      <h2 className={own.title}>{name}</h2>
      <ParameterViews trials={trials} objective={objective} study={request.study} />
      <table className={styles.list}>
        <thead>
          <tr>
            <th>Best sets</th>
            <th className="numeric">{titleOfObjective(objective)}</th>
            <th className="numeric">Trades</th>
          </tr>
        </thead>
        <tbody>
          {trials.slice(0, SHOWN).map((trial) => (
            <tr key={`${trial.window}/${trial.number}`}>
              <td>{valuesText(trial.params)}</td>
              <td className="numeric">{ratio(trial.objective)}</td>
              <td className="numeric">{formatNumber(trial.trades, "count")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function symbolText(symbols: readonly string[]): string {
  const first = symbols.slice(0, 3).join(", ");
  return symbols.length > 3 ? `${first} and ${symbols.length - 3} more` : first;
}

function tookText({ startedAt, completedAt }: Compared): string {
  return startedAt === null || completedAt === null ? "–" : formatDuration(completedAt - startedAt);
}
