import { EngineError } from "#engine/errors.ts";
import { FAN_SHARES, type PathFan } from "#engine/experiments/monte-carlo/path-fan.ts";
import { Figure } from "./figure-value.ts";
import { pick, thinRows } from "./thin.ts";

type Column = Float64Array | readonly (number | null)[];

/** What stands around a fan. */
export interface FanOptions {
  /** The question that the fan answers where absent. */
  readonly title?: string;
  /** What really happened, as a multiple of the capital: shape [steps], as the fan. */
  readonly actual?: Column;
  readonly xTitle?: string;
}

/** Both bands are drawn over each other, so that the middle half of the paths is the darker one. */
const SHADE = "#8a93a140";

const nameOf = (share: number): string => `${Math.round(share * 100)} %`;

/** The edge of a band, not drawn itself; `isUpper` fills down to the edge before it. */
function edge(name: string, y: ArrayLike<number>, x: Uint32Array, isUpper: boolean): unknown {
  const shape = { type: "scatter", mode: "lines", showlegend: false, line: { width: 0 } };
  return { ...shape, name, x, y, ...(isUpper ? { fill: "tonexty", fillcolor: SHADE } : {}) };
}

/**
 * Many paths of an account that might have been: the median, the band of the middle half and that of nine in ten, over what happened.
 *
 * @throws EngineError "bad-param" where `actual` has another length than the fan, or the fan has other bands than {@link FAN_SHARES}.
 */
export function fan(
  { bands, question }: Pick<PathFan, "bands" | "question">,
  options: FanOptions = {},
): Figure {
  const { title = question, actual, xTitle = "steps" } = options;
  const [lowest, low, middle, high, highest] = bands;
  if (!lowest || !low || !middle || !high || !highest)
    throw new EngineError(
      "bad-param",
      `fan of ${bands.length} bands; give ${FAN_SHARES.length}, such as bootstrapTrades draws`,
    );
  const steps = middle.length;
  if (actual && actual.length !== steps)
    throw new EngineError(
      "bad-param",
      `actual has ${actual.length} values for ${steps} steps; give one each, the capital as 1 first`,
    );
  const rows = thinRows(actual ?? middle) ?? Uint32Array.from(middle, (_, row) => row);
  const line = (name: string, values: Column): unknown => ({
    type: "scatter",
    mode: "lines",
    name,
    x: rows,
    y: pick(values, rows),
  });
  const band = (
    bottom: Float64Array,
    top: Float64Array,
    [from, to]: readonly [number, number],
  ): unknown[] => [
    edge(nameOf(from), pick(bottom, rows), rows, false),
    edge(nameOf(to), pick(top, rows), rows, true),
  ];
  return new Figure(
    [
      line("median path", middle),
      ...(actual ? [line("what happened", actual)] : []),
      ...band(lowest, highest, [FAN_SHARES[0], FAN_SHARES[4]]),
      ...band(low, high, [FAN_SHARES[1], FAN_SHARES[3]]),
    ],
    { title: { text: title }, xaxis: { title: { text: xTitle } }, yaxis: { title: { text: "capital = 1" } } },
  );
}
