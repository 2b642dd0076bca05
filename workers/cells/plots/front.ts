import { objectivesOf, scoresOf } from "#engine/experiments/study/objectives.ts";
import type { StudyResult } from "#engine/experiments/study/study-result.ts";
import type { StudyTrial } from "#engine/experiments/study/study-spec.ts";
import { Figure } from "./figure-value.ts";

/** Points of trials that are beaten; more would hide each other. */
const MOST = 2000;

/** A study's trials by its first two objectives: every one faint, the front as a line, the set that is judged as a ring. O(trials). */
export function frontPlot({ spec, trials, front, best }: StudyResult): Figure {
  const [first, second] = objectivesOf(spec).map(({ objective }) => objective);
  const last = front[0]?.window ?? 0;
  const known = trials.filter(({ window, state }) => window === last && state === "complete").slice(0, MOST);
  const marks = (name: string, shown: readonly StudyTrial[], style: object): object => ({
    ...{ type: "scatter", mode: "markers", name, hovertemplate: "%{text}<extra></extra>" },
    x: shown.map((trial) => scoresOf(spec, trial)[1] ?? NaN),
    y: shown.map((trial) => scoresOf(spec, trial)[0] ?? NaN),
    text: shown.map(({ number, values }) => `trial ${number}: ${JSON.stringify(values).slice(0, 200)}`),
    ...style,
  });
  return new Figure(
    [
      marks("trials", known, { marker: { size: 5, opacity: 0.35 } }),
      marks("front", front, {
        mode: "lines+markers",
        marker: { size: 8 },
        line: { width: 1.5, shape: "linear" },
      }),
      marks("judged", best ? [best] : [], {
        marker: { size: 15, symbol: "circle-open", line: { width: 2 } },
      }),
    ],
    {
      title: { text: `What no other set beats: ${first ?? ""} and ${second ?? ""}` },
      xaxis: { title: { text: second ?? "" } },
      yaxis: { title: { text: first ?? "" } },
      hovermode: "closest",
      height: 380,
    },
  );
}
