import { expectedMaximum } from "#engine/attribution/inference/deflated-sharpe.ts";
import { normalCdf } from "#engine/series/normal-distribution.ts";
import type { Database } from "#server/db.ts";

/** A run's Sharpe ratio beside everything that was tried before it. */
export interface HonestSharpe {
  /** Different sets of code, parameters and data that were tried on its strategy in its notebook's line of forks. */
  readonly trials: number;
  /** Probability that its true Sharpe ratio is above the best that so many trials reach by luck; null where it has none. */
  readonly deflatedSharpe: number | null;
}

/** The part of a run that is judged; Sharpe ratios and their errors are yearly. */
export interface JudgedRun {
  readonly id: string;
  readonly strategyName: string;
  readonly notebookId: string | null;
  readonly statistics: Readonly<Record<string, number | null>>;
}

/** What the ledger says of one strategy in one line of forks; the variance is of yearly Sharpe ratios. */
interface Tried {
  readonly notebookId: string | null;
  readonly strategyName: string;
  readonly trials: number;
  readonly variance: number | null;
}

// Trials of a notebook that is gone are counted under its own id.
const TRIED = `SELECT g.notebook_id AS "notebookId", g.strategy_name AS "strategyName", count(*)::int AS trials, var_samp(t.sharpe) AS variance
  FROM unnest($1::text[], $2::text[]) AS g(notebook_id, strategy_name)
  LEFT JOIN notebooks n ON n.id = g.notebook_id
  JOIN (SELECT DISTINCT ON (lineage, strategy_name, code_hash, params_hash, data_hash) lineage, strategy_name, sharpe FROM trial_ledger
      WHERE strategy_name = ANY($2)) t
    ON t.lineage = coalesce(n.lineage, g.notebook_id, '') AND t.strategy_name = g.strategy_name
  GROUP BY 1, 2`;

/**
 * Judges runs by all trials of the ledger.
 *
 * @returns By run id; runs whose strategy the ledger does not know count as one trial.
 */
export async function honestSharpes(
  db: Pick<Database, "pool">,
  runs: readonly JudgedRun[],
): Promise<ReadonlyMap<string, HonestSharpe>> {
  const groups = [...new Map(runs.map((run) => [keyOf(run), run])).values()];
  const columns = [
    groups.map(({ notebookId }) => notebookId),
    groups.map(({ strategyName }) => strategyName),
  ];
  const { rows } = groups.length === 0 ? { rows: [] } : await db.pool.query<Tried>(TRIED, columns);
  const tried = new Map(rows.map((row) => [keyOf(row), row]));
  return new Map(runs.map((run) => [run.id, judge(run, tried.get(keyOf(run)))]));
}

function judge({ statistics }: JudgedRun, tried: Tried | undefined): HonestSharpe {
  const { sharpe, sharpeError } = statistics;
  const trials = Math.max(1, tried?.trials ?? 1);
  if (typeof sharpe !== "number" || typeof sharpeError !== "number" || !(sharpeError > 0))
    return { trials, deflatedSharpe: null };
  const byLuck = Math.sqrt(tried?.variance ?? 0) * expectedMaximum(trials);
  return { trials, deflatedSharpe: normalCdf((sharpe - byLuck) / sharpeError) };
}

const keyOf = ({ notebookId, strategyName }: Pick<JudgedRun, "notebookId" | "strategyName">): string =>
  JSON.stringify([notebookId, strategyName]);
