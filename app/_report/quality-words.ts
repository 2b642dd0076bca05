import { scoreText } from "#engine/data/quality/score-text.ts";
import type { BacktestResult, DataQuality } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";

/** How the data stand: the lowest score of a run's symbols, in a few words and in full. */
export interface QualityWords {
  readonly verdict: "good" | "caution" | "bad";
  readonly score: number;
  readonly short: string;
  readonly long: string;
}

/** From here on down, what was found is too much to be believed by the way. */
const POOR = 0.8;
const NAMED = 4;

/** Words for what the inspection of a run's data found; null where nobody has looked. */
export function qualityWords({ quality }: Pick<BacktestResult, "quality">): QualityWords | null {
  if (!quality || quality.length === 0) return null;
  const score = Math.min(...quality.map((each) => each.score));
  const verdict = score < POOR ? "bad" : countOf(quality, "issue") > 0 ? "caution" : "good";
  return { verdict, score, short: `data ${scoreText(score)}`, long: longWords(quality) };
}

function longWords(quality: readonly DataQuality[]): string {
  const many = quality.length > 1;
  const found = quality.flatMap(({ symbol, findings }) =>
    findings.map(({ message }) => (many ? `${symbol}: ${message}` : message)),
  );
  const scale = many ? "The lowest score of its symbols." : "The score of its data.";
  if (found.length === 0) return `${scale} Nothing suspicious was found.`;
  const counts = `${plural(countOf(quality, "issue"), "issue")} (they make results wrong), ${plural(countOf(quality, "warning"), "warning")} (they may).`;
  const more = found.length > NAMED ? `; ${found.length - NAMED} more in the audit tab` : "";
  return `${scale} ${counts} ${found.slice(0, NAMED).join("; ")}${more}`;
}

/** A move that nothing explains makes a result or breaks it, whatever it was. */
const LARGE_MOVE = "large-move";

/** What in the data makes results wrong, or decides them, a sentence for each: such a thing is to stand above the numbers, not behind a badge. */
export function issueSentences({ quality = [] }: Pick<BacktestResult, "quality">): string[] {
  return quality.flatMap(({ symbol, findings }) =>
    findings
      .filter(({ severity, check }) => severity === "issue" || check === LARGE_MOVE)
      .map(
        ({ severity, message }) =>
          `data of ${symbol} ${severity === "issue" ? "make" : "may make"} results wrong: ${message}`,
      ),
  );
}

/** How many findings of a severity there are. */
export function countOf(
  quality: readonly DataQuality[],
  wanted: DataQuality["findings"][number]["severity"],
): number {
  return quality.reduce(
    (sum, { findings }) => sum + findings.filter(({ severity }) => severity === wanted).length,
    0,
  );
}

/** "1 issue", "3 issues". */
export function plural(count: number, noun: string): string {
  return `${formatNumber(count, "count")} ${noun}${count === 1 ? "" : "s"}`;
}
