import { EngineError } from "../errors.ts";

/** How one of a client's names for a block is read. */
export interface Alias {
  /** Our kind. */
  readonly kind: string;
  /** Our name for each of the client's parameters that has another name or unit. Of two that have one name here the smaller counts. */
  readonly params?: Readonly<Record<string, string | ReadParam>>;
  /** What our parameters are where the client does not say, if not our own default. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** A parameter of another unit: a share of 1 (0.02), of which so much makes sense, that becomes percent (2), or days that become bars. */
type ReadParam =
  | { readonly name: string; readonly unit: "share"; readonly most: number }
  | { readonly name: string; readonly unit: "days" };

type Aliases = Readonly<Record<string, Alias>>;
const pct = (name: string, most = 1): ReadParam => ({ name, unit: "share", most });
const days = (name: string): ReadParam => ({ name, unit: "days" });

/** Shares that may well be more than the whole: with leverage, or of a price that can double. */
const MANY = 10;

/**
 * Names that differ from ours. Any other name is read with its underscores as hyphens (`moving_average` as `moving-average`), any other
 * parameter with its underscores as capitals (`length_bars` as `lengthBars`). A name with underscores is the client's, whose percentages are shares of 1; a
 * name with hyphens is ours, whose percentages are percent.
 */
export const INDICATOR_ALIASES: Aliases = {
  bollinger_bands: { kind: "bollinger" },
  bb: { kind: "bollinger" },
};

/** The client's names for conditions. */
export const CONDITION_ALIASES: Aliases = {
  bb_touch_lower: { kind: "touch-lower-band" },
  bb_touch_upper: { kind: "touch-upper-band" },
  rsi_oversold: { kind: "oversold" },
  rsi_overbought: { kind: "overbought" },
  trend_bullish: { kind: "trend-up" },
  trend_bearish: { kind: "trend-down" },
  crosses_above: { kind: "cross-up" },
  crosses_below: { kind: "cross-down" },
  volume_spike: { kind: "busy-volume" },
  breakout_high: { kind: "breaks-high" },
  breakout_low: { kind: "breaks-low" },
};

/** The client's names for sizers. */
export const SIZER_ALIASES: Aliases = {
  kelly: {
    kind: "kelly",
    params: {
      lookback_trades: "lookbackTrades",
      kelly_fraction: "fraction",
      max_kelly_pct: "maxFraction",
      max_position_pct: "maxPositionFraction",
      fallback_pct: "fallbackFraction",
      min_position_dollars: "minValue",
    },
    // The client's formula is the full fraction, cut by its limits.
    defaults: { fraction: 1 },
  },
  fixed_dollar: { kind: "fixed-dollar", params: { dollars: "value", amount: "value" } },
  fixed_fraction: { kind: "fixed-fraction", params: { pct: "fraction" } },
  atr_risk: { kind: "atr-risk", params: { risk_pct: pct("riskPct"), max_position_pct: pct("maxPct", MANY) } },
  volatility_target: {
    kind: "volatility-target",
    // Two percent of equity at the target, as the client says.
    defaults: { basePct: 2 },
    params: {
      target: pct("targetPct"),
      target_pct: pct("targetPct"),
      base_pct: pct("basePct"),
      max_position_pct: pct("maxPct", MANY),
    },
  },
};

/** The client's names for risk rules. */
export const RULE_ALIASES: Aliases = {
  stop_loss: { kind: "stop-loss", params: { pct: pct("pct") } },
  take_profit: { kind: "take-profit", params: { pct: pct("pct", MANY) } },
  trailing_stop: { kind: "trailing-stop", params: { pct: pct("pct"), activation_pct: pct("activationPct") } },
  max_position: { kind: "max-position", params: { pct: pct("pct", MANY) } },
  max_exposure: {
    kind: "max-exposure",
    params: {
      total_pct: pct("totalPct", MANY),
      per_sector_pct: pct("perSectorPct", MANY),
      gross_pct: pct("totalPct", MANY),
      net_pct: pct("netPct", MANY),
    },
  },
  correlation_limit: { kind: "correlation-limit", params: { lookback_days: days("lookbackBars") } },
  max_drawdown: { kind: "max-drawdown", params: { pct: pct("pct") } },
  volume_participation: { kind: "volume-limit", params: { pct: pct("pct") } },
  volume_limit: { kind: "volume-limit", params: { pct: pct("pct") } },
  time_stop: { kind: "time-stop" },
  short_sale_ban: { kind: "no-shorts" },
  max_positions: { kind: "max-open-positions" },
  daily_loss_limit: { kind: "daily-loss-limit", params: { pct: pct("pct") } },
};

/** The client's names for fee schedules. */
export const FEE_ALIASES: Aliases = {
  interactive_brokers: { kind: "ibkr-fixed" },
  interactive_brokers_tiered: { kind: "ibkr-tiered" },
  interactive_brokers_fx: { kind: "ibkr-fx" },
  interactive_brokers_options: { kind: "ibkr-options" },
  zero: { kind: "no-fees" },
  none: { kind: "no-fees" },
};

/** The client's names for slippage models. */
export const SLIPPAGE_ALIASES: Aliases = {
  sqrt_volume: { kind: "square-root" },
  fixed: { kind: "fixed-bps" },
  half_spread: { kind: "half-spread" },
  none: { kind: "no-slippage" },
  zero: { kind: "no-slippage" },
};

/** What a fill model of a spec means for the execution's settings. */
export const FILL_MODELS: Readonly<Record<string, { readonly participation?: number }>> = {
  next_open: {},
  realistic: {},
  realistic_volume: { participation: 0.1 },
};

/** A block's name and parameters as its catalogue knows them. */
export interface ReadBlock {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Reads a client's name and parameters as ours.
 *
 * @param barsPerDay For parameters in days; at least 1.
 * @throws EngineError "bad-param" on a share that must have been meant as percent.
 */
export function readAlias(
  aliases: Aliases,
  type: string,
  params: Readonly<Record<string, unknown>>,
  barsPerDay = 1,
): ReadBlock {
  const alias = Object.hasOwn(aliases, type) ? aliases[type] : undefined;
  const kind = alias?.kind ?? type.replaceAll("_", "-");
  const read = new Map(Object.entries(alias?.defaults ?? {}));
  const given = new Set<string>();
  for (const [clients, value] of Object.entries(params)) {
    const own = alias?.params && Object.hasOwn(alias.params, clients) ? alias.params[clients] : undefined;
    if (typeof own === "object" && own.unit === "share") checkShare(type, kind, clients, value, own.most);
    const [name, ours] = readParam(own, clients, value, barsPerDay);
    const before = given.has(name) ? read.get(name) : undefined;
    read.set(name, typeof before === "number" && typeof ours === "number" ? Math.min(before, ours) : ours);
    given.add(name);
  }
  return { kind, params: Object.fromEntries(read) };
}

function checkShare(type: string, kind: string, name: string, value: unknown, most: number): void {
  if (typeof value !== "number" || !(value > most)) return;
  const ours = kind === type ? "" : `, or ${kind}, which takes percent`;
  const message = `invalid ${name}: ${value}; ${type} takes shares of 1: ${value / 100} for ${value} percent${ours}`;
  throw new EngineError("bad-param", message, { stage: "spec", kind, field: name });
}

function readParam(
  own: string | ReadParam | undefined,
  name: string,
  value: unknown,
  barsPerDay: number,
): readonly [string, unknown] {
  if (own === undefined)
    return [name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), value];
  if (typeof own === "string") return [own, value];
  if (typeof value !== "number") return [own.name, value];
  // Twelve digits: 0.07 of 1 is 7 percent, not 7.000000000000001.
  const ours = own.unit === "share" ? Number((value * 100).toPrecision(12)) : Math.round(value * barsPerDay);
  return [own.name, ours];
}
