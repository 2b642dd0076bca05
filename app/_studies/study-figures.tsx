import type { PlainBlocksInput } from "#engine/experiments/study/plain-blocks.ts";
import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import { formatDuration, formatNumber } from "../_ui/format-number.ts";
import { blockText } from "./draft-blocks.ts";
import { objectivesText } from "./objectives-text.ts";
import own from "./studies.module.css";
import { titleOfMethod } from "./title-of-method.ts";
import type { StudyEstimate } from "./study-desk.ts";
import { BLOCK_FIELDS } from "./study-draft.ts";

interface Order {
  readonly name: string;
  readonly symbols: readonly string[];
  readonly timeframe?: string | undefined;
  readonly study: StudyInput;
  readonly options?: PlainBlocksInput | undefined;
}

/** What a study would be, before it is started: strategy, bars, search, how it is judged, trials and time. */
export function StudyFigures({ order, estimate }: { order: Order; estimate: StudyEstimate }) {
  const { symbols, study, timeframe = "1d" } = order;
  const windows = estimate.windows === 1 ? "" : ` in ${formatNumber(estimate.windows, "count")} searches`;
  const blocks = BLOCK_FIELDS.flatMap((field) => {
    const given = order.options?.[field];
    return given ? [[BLOCK_NAMES[field], blockText(field, given)] as const] : [];
  });
  const facts: readonly (readonly [string, string])[] = [
    ["Study", order.name],
    ["Symbols", symbolText(symbols)],
    ["Bars", `${formatNumber(estimate.bars, "count")} of ${timeframe}`],
    ...blocks,
    ["Search", `${titleOfMethod(study.sampler?.kind ?? "tpe")} for ${objectivesText(study)}`],
    ["Judged by", `${judgementText(study)}${untestedText(estimate.untested)}`],
    ["Trials", `${formatNumber(estimate.trials, "count")}${windows}`],
    ["Takes", timeText(estimate)],
  ];
  return (
    <dl className={own.question}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const BLOCK_NAMES = { fees: "Fees", slippage: "Slippage", sizing: "Sizing" } as const;

function symbolText(symbols: readonly string[]): string {
  const first = symbols.slice(0, 6).join(", ");
  return symbols.length > 6 ? `${first} and ${symbols.length - 6} more` : first;
}

function timeText({ seconds, workers }: StudyEstimate): string {
  if (seconds === null) return "waits for a worker; none is there now";
  return `about ${formatDuration(seconds * 1000)} on ${workers} ${workers === 1 ? "worker" : "workers"}, other work aside`;
}

/** What a last window that would be cut short leaves over. */
const untestedText = (closes: number): string =>
  closes === 0 ? "" : `; the last ${formatNumber(closes, "count")} are too few for one more test`;

/** How a study is judged, in words. */
export function judgementText({ walkForward, crossValidation, holdOut = 0.25 }: StudyInput): string {
  if (walkForward) return `a walk forward of ${walkForward.train} and ${walkForward.test} bars`;
  const sealed =
    holdOut > 0 ? `the last ${formatNumber(100 * holdOut, "count")} % of the bars, sealed` : "nothing";
  if (!crossValidation) return sealed;
  const { groups, testGroups = 1 } = crossValidation;
  const cross =
    testGroups === 1 ? `purged ${groups}-fold` : `${testGroups} of ${groups} groups, every combination`;
  return holdOut > 0 ? `${cross}; ${sealed}` : cross;
}
