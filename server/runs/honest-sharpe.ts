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
  readonly statistics: Readonly<Record<string, number | null>>;
}

/** What the ledger says of a run's strategy in its line of forks; the variance is of yearly Sharpe ratios. */
interface Tried {
  readonly id: string;
  readonly trials: number;
  readonly variance: number | null;
}

const TRIED = `WITH wanted AS (SELECT id, lineage, strategy_name FROM runs WHERE id = ANY($1::uuid[])),
  tried AS (SELECT lineage, strategy_name, count(*)::int AS trials, var_samp(sharpe) AS variance
    FROM (SELECT DISTINCT ON (lineage, strategy_name, code_hash, params_hash, data_hash) lineage, strategy_name, sharpe FROM trial_ledger
      WHERE (lineage, strategy_name) IN (SELECT lineage, strategy_name FROM wanted)) t
    GROUP BY 1, 2)
  SELECT w.id::text AS id, t.trials, t.variance FROM wanted w JOIN tried t USING (lineage, strategy_name)`;

/**
 * Judges runs by all trials of the ledger.
 *
 * @returns By run id; runs whose strategy the ledger does not know count as one trial.
 */
export async function honestSharpes(
  db: Pick<Database, "pool">,
  runs: readonly JudgedRun[],
): Promise<ReadonlyMap<string, HonestSharpe>> {
  const ids = runs.map(({ id }) => id);
  const { rows } = ids.length === 0 ? { rows: [] } : await db.pool.query<Tried>(TRIED, [ids]);
  const tried = new Map(rows.map((row) => [row.id, row]));
  return new Map(runs.map((run) => [run.id, judge(run, tried.get(run.id))]));
}

function judge({ statistics }: JudgedRun, tried: Tried | undefined): HonestSharpe {
  const { sharpe, sharpeError } = statistics;
  const trials = Math.max(1, tried?.trials ?? 1);
  if (typeof sharpe !== "number" || typeof sharpeError !== "number" || !(sharpeError > 0))
    return { trials, deflatedSharpe: null };
  const byLuck = Math.sqrt(tried?.variance ?? 0) * expectedMaximum(trials);
  return { trials, deflatedSharpe: normalCdf((sharpe - byLuck) / sharpeError) };
}
