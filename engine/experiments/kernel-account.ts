import type { FeeSchedule } from "../execution/fees/fee-schedule.ts";
import type { SlippageModel, SlippageRequest } from "../execution/slippage/slippage-model.ts";
import type { Instrument } from "../market/instrument.ts";
import type { Side } from "../market/order.ts";
import { buy, type Signal } from "../signals/signal.ts";
import { wholeLots, type SizeRequest, type Sizer } from "../sizing/sizer.ts";
import type { CrossoverTask } from "./crossover-kernel.ts";

/** One symbol's account without its history: what a kernel needs to fill orders as the broker does. */
export interface KernelAccount {
  readonly capital: number;
  readonly fees: FeeSchedule;
  readonly slippage: SlippageModel;
  readonly sizing: Sizer;
  /** Prices move freely here: the tick is 0. */
  readonly instrument: Instrument;
  readonly symbol: string;
  /** Whether orders fill at the very close that decided them. */
  readonly onClose: boolean;
  cash: number;
  /** Units held, 0 or more. */
  quantity: number;
}

const SIGNAL: Signal = buy();

/**
 * Buys as the broker would: sized at the close of the bar `signal`, filled at the open of `fill` (or at that close), scaled down to what
 * cash pays for. Holds nothing afterwards where that is not a lot.
 */
export function buyAll(account: KernelAccount, task: CrossoverTask, signal: number, fill: number): void {
  const { sizing, symbol, instrument, cash, onClose } = account;
  const price = task.close[signal] as number;
  // While flat, equity is cash.
  const portfolio = { cash, equity: cash, positions: [] };
  const request = { symbol, side: 1, signal: SIGNAL, price, instrument, portfolio };
  const wanted = wholeLots(sizing.size(request as unknown as SizeRequest), instrument.lot);
  const reference = (onClose ? task.close[fill] : task.open[fill]) as number;
  account.quantity = affordable(account, wanted, reference);
  if (account.quantity > 0) settle(account, 1, account.quantity, reference);
}

/** Sells everything at the open of `fill`, or at its close. */
export function sellAll(account: KernelAccount, task: CrossoverTask, fill: number): void {
  settle(account, -1, account.quantity, (account.onClose ? task.close[fill] : task.open[fill]) as number);
  account.quantity = 0;
}

/** The largest whole-lot part of `wanted` that cash pays for, fees included: the broker's own passes. */
function affordable(account: KernelAccount, wanted: number, reference: number): number {
  const { lot } = account.instrument;
  let quantity = wanted;
  while (quantity > 0) {
    const price = priceOf(account, 1, quantity, reference);
    const missing = quantity * price + feeOf(account, 1, quantity, price) - account.cash;
    if (missing <= 0) return quantity;
    quantity = wholeLots(Math.min(quantity - lot, quantity - missing / price), lot);
  }
  return 0;
}

function settle(account: KernelAccount, side: Side, quantity: number, reference: number): void {
  const price = priceOf(account, side, quantity, reference);
  account.cash -= side * quantity * price + feeOf(account, side, quantity, price);
}

function priceOf(account: KernelAccount, side: Side, quantity: number, reference: number): number {
  // The models that a kernel serves read no more of a request than this.
  const request = { side, quantity, reference } as SlippageRequest;
  return reference * (1 + side * account.slippage.shift(request));
}

function feeOf(account: KernelAccount, side: Side, quantity: number, price: number): number {
  const value = quantity * price;
  return account.fees.charge({
    side,
    quantity,
    price,
    value,
    madeQuantity: 0,
    madeValue: 0,
    monthQuantity: 0,
    time: 0,
  });
}
