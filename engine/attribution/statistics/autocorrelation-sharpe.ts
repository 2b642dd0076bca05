import { autocorrelations } from "../../series/autocorrelation.ts";
import { loFactor } from "../inference/lo-adjustment.ts";
import { sharpeSample } from "../sharpe-sample.ts";
import { defineStatistic } from "./statistic.ts";

/** Sharpe ratio annualised by Lo's factor in place of the root of periods per year; null where that is not defined. */
export const autocorrelationSharpe = defineStatistic({
  kind: "autocorrelationSharpe",
  title: "Sharpe ratio, autocorrelation adjusted",
  description: "Sharpe ratio per year with six lags of autocorrelation taken into account.",
  unit: "ratio",
  source: "Lo (2002), equation 20, six lags",
  compute: (performance) => {
    const { returns, periodsPerYear } = performance;
    const lags = autocorrelations(returns, Math.min(6, Math.max(0, returns.length - 1)));
    return sharpeSample(performance).sharpe * loFactor(periodsPerYear, lags);
  },
});
