import type { FeeSchedule } from "../../execution/fees/fee-schedule.ts";
import type { SlippageModel } from "../../execution/slippage/slippage-model.ts";
import { hold } from "../../signals/signal.ts";
import type { Strategy, StrategyParams } from "../../strategy.ts";

/**
 * The same strategy acting one bar late: what is lost tells how much hangs on being first. What decides for all symbols together is
 * left as it is.
 * @example backtest(delayed(cross), { bars: prices })
 */
export function delayed<P extends StrategyParams>(strategy: Strategy<P>): Strategy<P> {
  return {
    ...strategy,
    name: `${strategy.name}, one bar late`,
    code: () => `${strategy.code()}\none bar late`,
    prepare: (given) => {
      // Without its generator, which could be run past `bind`.
      const { params, indicators, warmupBars, warmupOn, sizing, risk, execution, bind, universe } =
        strategy.prepare(given);
      return {
        ...{ params, indicators, warmupBars, warmupOn, sizing, risk, execution },
        ...(universe ? { universe } : {}),
        bind: (view) => {
          const decide = bind(view);
          let before: unknown = hold();
          return () => {
            const late = before;
            before = decide();
            return late;
          };
        },
      };
    },
  };
}

/**
 * A fee schedule that charges so many times as much; what it pays back stays as it is.
 *
 * @example backtest(cross, { bars: prices, fees: dearerFees(ibkrFixed(), 3) })
 */
export function dearerFees(fees: FeeSchedule, times = 2): FeeSchedule {
  return {
    ...{
      kind: `${fees.kind}-times`,
      params: { ...fees.params, times },
      code: `${fees.code ?? fees.kind} times ${times}`,
    },
    charge: (request) => {
      const charge = fees.charge(request);
      return charge > 0 ? times * charge : charge;
    },
  };
}

/**
 * A slippage model that costs so many times as much.
 *
 * @example backtest(cross, { bars: prices, slippage: dearerSlippage(fixedBps({ bps: 2.5 }), 3) })
 */
export function dearerSlippage(slippage: SlippageModel, times = 2): SlippageModel {
  return {
    ...{
      kind: `${slippage.kind}-times`,
      params: { ...slippage.params, times },
      code: `${slippage.code ?? slippage.kind} times ${times}`,
    },
    shift: (request) => times * slippage.shift(request),
  };
}
