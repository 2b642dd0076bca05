import { intradayBars } from "#test/arbitraries/intraday.ts";
import { dayOf } from "#engine/market/civil-date.ts";
import type { Bars } from "#engine/index.ts";

/** The client's own example of a spec, word for word. */
export const CLIENT_YAML = `meta: { strategy: bollinger_mean_reversion, version: "2.1.0", description: BB mean reversion with RSI and regime filter, tags: [mean_reversion] }
runtime: { primary_timeframe: 15m, required_timeframes: [1d, 4h, 15m], warmup_periods: 50, execution_mode: event_driven }   # vectorized | event_driven | hybrid | auto
data: { symbols: [AAPL, MSFT], universe: sp500_liquid, date_range: { start: 2020-01-01, end: 2024-12-31 } }
components:
  indicators:
    trend_ema: { type: ema, timeframe: 1d, params: { lengthBars: 50 } }
    bb_main: { type: bollinger, timeframe: 15m, params: { lengthBars: 20, deviations: 2 } }
    rsi_confirm: { type: rsi, timeframe: 15m, params: { lengthBars: 14 } }
  signals:
    entry_long: { logic: all, conditions: [ { bb_touch_lower: { indicator: bb_main } }, { rsi_oversold: { indicator: rsi_confirm, threshold: 30 } }, { trend_bullish: { indicator: trend_ema, method: price_above } } ] }
    exit_long: { logic: any, conditions: [ { bb_touch_upper: { indicator: bb_main } }, { rsi_overbought: { indicator: rsi_confirm, threshold: 70 } } ] }   # all | any | weighted
  sizing: { type: kelly, params: { lookback_trades: 50, max_kelly_pct: 0.25, min_position_dollars: 1000, max_position_pct: 0.05 } }
  risk: { rules: [ { type: trailing_stop, params: { pct: 0.02, activation_pct: 0.01 } }, { type: max_exposure, params: { total_pct: 0.8, per_sector_pct: 0.3 } }, { type: correlation_limit, params: { max_correlation: 0.7, lookback_days: 30 } } ] }
  regime: { enabled: true, allowed_regimes: [bull, neutral], block_regimes: [bear, crisis], confidence_threshold: 0.8 }
execution: { initial_capital: 100000, fill_model: realistic_volume, commission_model: interactive_brokers, slippage_model: sqrt_volume, max_workers: 8 }
optimization: { enabled: false, method: bayesian, objective: sharpe_ratio, trials: 100, cv_folds: 5 }
output: { save_trades: true, save_signals: false, save_equity_curve: true, save_attribution: true, export_format: [json, csv] }
`;

/** A small spec for tests to bend: an RSI with a level in and a level out. */
export const smallSpec = () => ({
  meta: { strategy: "dip", version: "1.2.3" },
  components: {
    indicators: { strength: { type: "rsi", params: { lengthBars: 5 } } },
    signals: {
      entry_long: { conditions: [{ rsi_oversold: { indicator: "strength", threshold: 35 } }] },
      exit_long: { logic: "any", conditions: [{ rsi_overbought: { indicator: "strength", threshold: 60 } }] },
    },
  },
});

/** Sixty sessions of quarter hours. */
export const quarters: Bars = intradayBars(dayOf(2020, 1, 2), dayOf(2020, 3, 27));
