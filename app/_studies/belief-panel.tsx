import { formatNumber } from "../_ui/format-number.ts";
import { luckOf } from "./luck.ts";
import type { StudyTrial } from "./parameter-map.tsx";
import own from "./studies.module.css";

/** What stands between the best trial and belief: how many were tried, and what luck alone makes of so many. */
export function BeliefPanel({
  trials,
  tried,
  folds,
}: {
  trials: readonly StudyTrial[];
  tried: number;
  folds: number;
}) {
  const objectives = trials.flatMap(({ objective }) => (objective === null ? [] : [objective]));
  const luck = luckOf(objectives, tried);
  // Of the best alone no mean can be told.
  if (!luck || trials.length < tried) return null;
  const spread = trials[0]?.folds.flatMap(({ score }) => (score === null ? [] : [score])) ?? [];
  return (
    <section className={own.panel} aria-label="How far to believe it">
      <dl>
        <Fact name="Best, in sample" value={formatNumber(luck.best, "ratio")} />
        <Fact name="Best by luck alone" value={formatNumber(luck.byLuck, "ratio")} />
        <Fact name="Trials" value={formatNumber(luck.trials, "count")} />
        <Fact name="Mean of all" value={formatNumber(luck.mean, "ratio")} />
        {folds > 1 && spread.length > 1 ? (
          <Fact
            name={`Best over ${folds} stretches`}
            value={`${formatNumber(Math.min(...spread), "ratio")} to ${formatNumber(Math.max(...spread), "ratio")}`}
          />
        ) : null}
      </dl>
      <p>
        {luck.best <= luck.byLuck
          ? `Luck alone is expected to show as much: so many strategies without skill, as far apart as these, have a best of about ${formatNumber(luck.byLuck, "ratio")}.`
          : `So many strategies without skill, as far apart as these, would show a best of about ${formatNumber(luck.byLuck, "ratio")}. The rest is in sample: check it on data that the search has not seen.`}
      </p>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
