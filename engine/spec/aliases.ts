/** How one of a client's names for a block is read. */
export interface Alias {
  /** Our kind. */
  readonly kind: string;
  /**
   * Our name for each of the client's parameters that has another, and its unit: "pct" says that a share (0.02) becomes percent (2), "days" that
   * days become bars. Of two that have one name here the smaller counts.
   */
  readonly params?: Readonly<Record<string, string | readonly [name: string, unit: "pct" | "days"]>>;
  /** What our parameters are where the client does not say, if not our own default. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

type Aliases = Readonly<Record<string, Alias>>;
const pct = (name: string): readonly [string, "pct"] => [name, "pct"];

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
  atr_risk: { kind: "atr-risk", params: { risk_pct: pct("riskPct"), max_position_pct: pct("maxPct") } },
  volatility_target: {
    kind: "volatility-target",
    // Two percent of equity at the target, as the client says.
    defaults: { basePct: 2 },
    params: {
      target: pct("targetPct"),
      target_pct: pct("targetPct"),
      base_pct: pct("basePct"),
      max_position_pct: pct("maxPct"),
    },
  },
};

/** The client's names for risk rules. */
export const RULE_ALIASES: Aliases = {
  stop_loss: { kind: "stop-loss", params: { pct: pct("pct") } },
  take_profit: { kind: "take-profit", params: { pct: pct("pct") } },
  trailing_stop: { kind: "trailing-stop", params: { pct: pct("pct"), activation_pct: pct("activationPct") } },
  max_position: { kind: "max-position", params: { pct: pct("pct") } },
  max_exposure: {
    kind: "max-exposure",
    params: { total_pct: pct("totalPct"), per_sector_pct: pct("perSectorPct"), net_pct: pct("netPct") },
  },
  correlation_limit: { kind: "correlation-limit", params: { lookback_days: ["lookbackBars", "days"] } },
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

/** Reads a client's name and parameters as ours. @param barsPerDay For parameters in days; at least 1. */
export function readAlias(
  aliases: Aliases,
  type: string,
  params: Readonly<Record<string, unknown>>,
  barsPerDay = 1,
): ReadBlock {
  const alias = Object.hasOwn(aliases, type) ? aliases[type] : undefined;
  const read = new Map(Object.entries(alias?.defaults ?? {}));
  const given = new Set<string>();
  for (const [clients, value] of Object.entries(params)) {
    const [name, own] = readParam(alias, clients, value, barsPerDay);
    const before = given.has(name) ? read.get(name) : undefined;
    read.set(name, typeof before === "number" && typeof own === "number" ? Math.min(before, own) : own);
    given.add(name);
  }
  return { kind: alias?.kind ?? type.replaceAll("_", "-"), params: Object.fromEntries(read) };
}

function readParam(
  alias: Alias | undefined,
  name: string,
  value: unknown,
  barsPerDay: number,
): readonly [string, unknown] {
  const own = alias?.params && Object.hasOwn(alias.params, name) ? alias.params[name] : undefined;
  if (own === undefined)
    return [name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()), value];
  if (typeof own === "string") return [own, value];
  const [ours, unit] = own;
  if (typeof value !== "number") return [ours, value];
  // Twelve digits: 0.07 of 1 is 7 percent, not 7.000000000000001.
  return [ours, unit === "pct" ? Number((value * 100).toPrecision(12)) : Math.round(value * barsPerDay)];
}
