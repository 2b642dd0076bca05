import type { BacktestOptions } from "../../backtest.ts";
import { hashBars } from "../../data/dataset.ts";
import { EngineError } from "../../errors.ts";
import type { Bars } from "../../market/bars.ts";
import { plainOf } from "./plain-blocks.ts";
import type { StudyTask } from "./study-plan.ts";
import { parseStudy } from "./study-spec.ts";
import {
  studyRunOptions,
  type BarsPart,
  type FunctionCode,
  type StrategySource,
  type StudyOrder,
} from "./study-order.ts";

/** Options that are data of their own, and do not travel. */
const OWN: readonly (keyof BacktestOptions)[] = ["benchmark", "corporateActions", "finerBars"];
/** Options that change nothing of the numbers of a trial. */
const IDLE: readonly string[] = ["bars", "mode", "code", "riskFreeRate"];

/**
 * Makes a study an order that can be sent: its bars by name, part and hash, its strategy by where it comes from.
 *
 * @param ownObjective The function that scores its trials, as code; a study that has one cannot be sent without.
 * @throws EngineError "bad-param" on blocks of the user's own, data that does not travel, or bars of several timeframes.
 */
export function orderOf(
  { options, study, objective }: Pick<StudyTask, "options" | "study" | "objective">,
  strategy: StrategySource,
  name: string,
  ownObjective?: FunctionCode,
): StudyOrder {
  if (objective && !ownObjective)
    throw new EngineError("bad-param", "objective is a function without code; name a statistic", {
      field: "objective",
    });
  const bars = [options.bars].flat();
  const own = OWN.find((field) => options[field] !== undefined);
  if (own !== undefined)
    throw new EngineError("bad-param", `${own} cannot be sent to the server; put it into the strategy`, {
      field: own,
    });
  const [timeframe = "1d", ...others] = new Set(bars.map((each) => each.timeframe));
  if (others.length > 0)
    throw new EngineError("bad-param", `bars of ${timeframe} and ${others[0] ?? ""}; use one timeframe`, {
      field: "bars",
    });
  const plain = Object.entries(options).filter(
    ([field, value]) => value !== undefined && !IDLE.includes(field),
  );
  return {
    ...{ name, strategy, timeframe, adjust: "splits", symbols: bars.map(({ symbol }) => symbol) },
    parts: Object.fromEntries(bars.map((each) => [each.symbol, partOf(each)])),
    options: studyRunOptions.parse({ ...Object.fromEntries(plain), ...plainOf(options) }),
    study: parseStudy(study, ownObjective !== undefined),
    ...(ownObjective ? { ownObjective } : {}),
  };
}

function partOf(bars: Bars): BarsPart {
  const { openTime, calendar } = bars;
  return {
    first: openTime[0] ?? NaN,
    last: openTime.at(-1) ?? NaN,
    hash: hashBars(bars),
    ...(calendar === undefined ? {} : { calendar }),
  };
}
