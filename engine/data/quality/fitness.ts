import type { DatasetInfo } from "../dataset-info.ts";
import { scoreText } from "./score-text.ts";

/** A series of a lower score is not tested on until a person has accepted it with a reason. */
export const LEAST_SCORE = 0.5;

/**
 * Why a series may not be tested on: its quality is too low, and nobody has accepted it as it is. An acceptance holds for the score that was there, and
 * for better ones: when later data are worse, it is asked for anew.
 *
 * @returns One sentence with the remedy; undefined where it may be tested on, or where nobody has looked at it.
 */
export function unfitReason(
  info: Pick<DatasetInfo, "symbol" | "timeframe" | "score" | "acceptedScore">,
): string | undefined {
  const { symbol, timeframe, score = 1, acceptedScore = Infinity } = info;
  if (score >= LEAST_SCORE || score >= acceptedScore) return undefined;
  const before = acceptedScore === Infinity ? "" : ` and was accepted at ${scoreText(acceptedScore)} only`;
  return `low quality of ${symbol} ${timeframe}: ${scoreText(score)}${before}; repair it on the Data page, or accept it there with a reason`;
}
