import { scoreText } from "#engine/data/quality/score-text.ts";
import type { Bars } from "#engine/market/bars.ts";
import { qualityOf } from "#workers/cells/report-quality.ts";
import type { PlannedRun } from "../backtest.ts";

/** Findings that are told of one symbol, and symbols that are told of. */
const MAX_FINDINGS = 5;
const MAX_SYMBOLS = 20;

/**
 * What the app's report says of a run's data, in sentences: a line for each symbol with a finding, issues first. O(bars log bars).
 *
 * @returns At most 20 symbols, those with the lowest score, and how many there are besides.
 */
export function qualityWarnings({ options }: Pick<PlannedRun, "options">): string[] {
  const all = [options.bars].flat() as readonly Bars[];
  const found = all
    .map((bars) => qualityOf(bars, options.corporateActions))
    .filter(({ findings }) => findings.length > 0)
    .sort((a, b) => a.score - b.score);
  const told = found.slice(0, MAX_SYMBOLS).map(({ symbol, score, findings }) => {
    const words = findings.slice(0, MAX_FINDINGS).map(({ message }) => message);
    const rest = findings.length - words.length;
    return `data of ${symbol} are ${scoreText(score)}: ${words.join("; ")}${rest > 0 ? `; ${rest} more` : ""}`;
  });
  const left = found.length - told.length;
  return left > 0 ? [...told, `data of ${left} more symbols have findings`] : told;
}
