import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import { formatDate, formatNumber, UNDEFINED_MARK } from "../_ui/format-number.ts";
import { numberOfStatistic, titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";
import { valuesText } from "./values-text.ts";

const GRADES: Readonly<Record<string, string>> = {
  A: "no doubt was found",
  B: "one doubt",
  C: "two doubts",
  D: "three doubts",
  F: "do not believe it",
};

/** How far the best of a study may be believed: the grade, what it rests on, in sample beside out of sample, and every doubt. */
export function TrustPanel({ result }: { result: StoredResult }) {
  const { panel, spec, best, outOfSampleScore, walk } = result;
  const { trust, plateau } = panel;
  const after = outOfSampleScore ?? walk?.sharpe ?? null;
  // Doubts are about these two: where the scores are others, such as means of folds, both stand there.
  const isSaid =
    spec.objective === "sharpe" &&
    ratio(best?.score) === ratio(panel.inSampleSharpe) &&
    ratio(after) === ratio(panel.outOfSampleSharpe);
  return (
    <section className={own.panel} aria-label="How far to believe it">
      <div className={own.grade} data-grade={trust.grade}>
        <strong>{trust.grade}</strong>
        <span>{GRADES[trust.grade]}</span>
      </div>
      <dl>
        <Fact
          name={`${titleOfObjective(spec.objective)} in sample`}
          value={formatNumber(best?.score ?? null, numberOfStatistic(spec.objective))}
        />
        <Fact name="out of sample" value={formatNumber(after, numberOfStatistic(spec.objective))} />
        {isSaid ? null : (
          <>
            <Fact name="Sharpe in sample" value={ratio(panel.inSampleSharpe)} />
            <Fact name="out of sample" value={ratio(panel.outOfSampleSharpe)} />
          </>
        )}
        <Fact name="Probabilistic Sharpe" value={percent(panel.probabilisticSharpe)} />
        <Fact name="Deflated Sharpe" value={percent(panel.deflatedSharpe)} />
        <Fact name="Overfitting (PBO)" value={percent(panel.pbo)} />
        <Fact name="As good by luck (SPA)" value={percent(panel.superiorAbility)} />
        <Fact name="Reality check" value={percent(panel.realityCheck)} />
        <Fact name="Plateau" value={ratio(plateau?.score)} />
        <Fact
          name="Trials counted"
          value={`${formatNumber(panel.trials, "count")}, worth ${formatNumber(Math.round(panel.effectiveTrials), "count")}`}
        />
        <Fact
          name="Years, and needed (MinBTL)"
          value={`${panel.years.toFixed(1)}, ${panel.minimumBacktestYears.toFixed(1)}`}
        />
        {result.heldOutFrom === null || !best ? null : (
          <Fact
            name={`Sealed from ${formatDate(result.heldOutFrom)}`}
            value={openingText(spec.priorOpenings)}
          />
        )}
        <Fact
          name="Years to be sure (MinTRL)"
          value={panel.minimumTrackYears?.toFixed(1) ?? UNDEFINED_MARK}
        />
        <Fact
          name="At the end of a range"
          value={plateau ? plateau.atEdge.join(", ") || "none" : UNDEFINED_MARK}
        />
        {walk ? <Fact name="Walk-forward efficiency" value={percent(walk.efficiency)} /> : null}
        {walk ? <Fact name="Parameter drift" value={percent(walk.drift)} /> : null}
      </dl>
      {spec.further ? (
        <p>
          Of several objectives this panel judges one outcome: the set of the front that is best by{" "}
          {titleOfObjective(spec.objective)}.{" "}
          {spec.further.map(({ objective }) => titleOfObjective(objective)).join(" and ")} decided only what
          is on the front.
        </p>
      ) : null}
      <Sets best={best?.values} robust={plateau?.robust.values} />
      {trust.reasons.length > 0 ? (
        <ul>
          {trust.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** This study's own look is one of them. */
const openingText = (before: number): string => (before === 0 ? "opened once" : `opened ${before + 1} times`);
const ratio = (value: number | null | undefined): string => formatNumber(value ?? null, "ratio");
const percent = (value: number | null): string => formatNumber(value, "percent");

type Values = Parameters<typeof valuesText>[0];

function Sets({ best, robust }: { best: Values; robust: Values }) {
  if (!best) return <p>No set kept its conditions.</p>;
  return (
    <p>
      Best set: {valuesText(best)}.
      {robust ? ` The set with the best surroundings: ${valuesText(robust)}.` : ""}
    </p>
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
