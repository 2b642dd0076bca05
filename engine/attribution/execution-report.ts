import type { Ledger } from "../execution/ledger.ts";
import type { Account } from "../execution/account.ts";
import type { RuleLog } from "../execution/rule-log.ts";
import type { Settings } from "../execution/run-settings.ts";
import { paths } from "../execution/paths/catalogue.ts";
import type { Bars } from "../market/bars.ts";
import type { RoundTrip } from "./round-trips.ts";
import { unitWarnings } from "./unit-warnings.ts";

/** What the report needs of a run. */
export interface ReportedRun {
  readonly account: Account;
  readonly ledger: Ledger;
  readonly settings: Settings;
  readonly rules: RuleLog;
}

/**
 * What a run says of its own execution, in the shape of `executionReport` in result.ts.
 *
 * @param best The optimistic run of the path profile "bounds".
 */
export function executionReport(run: ReportedRun, trades: readonly RoundTrip[], best?: ReportedRun) {
  const { account, settings, rules, ledger } = run;
  const { fills, positions, gapFills, gapCost, scaledOrders, scaledMost } = account;
  const { path } = settings.execution;
  const last = (of: Ledger): number => of.equity[of.equity.length - 1] ?? settings.capital;
  return {
    path,
    pathVersion: paths.find(path).version,
    ambiguousBars: positions.reduce((sum, { ambiguous }) => sum + ambiguous.length, 0),
    ambiguousPnlShare: ambiguousShare(trades),
    ...(best ? { bounds: { worst: last(ledger), best: last(best.ledger) } } : {}),
    gapFills,
    gapCost,
    scaledDown: { orders: scaledOrders, largestShare: scaledMost },
    fills: fills.length,
    fillsAtClose: fillsAtOwnClose(account),
    participation: largestParticipation(account),
    openTrades: trades.filter(({ exitBar }) => exitBar === null).length,
    rules: [...rules.records.values()],
    blocked: rules.blocked,
  };
}

/** Fills at the very close that decided them; orders of earlier bars may meet a close, and a company that pays its holders out is no market. */
function fillsAtOwnClose({ fills, positions }: Account): number {
  const barsOf = new Map<string, Bars>(positions.map(({ symbol, bars }) => [symbol, bars]));
  return fills.filter(
    ({ at, order, symbol, bar, time }) =>
      at === "close" && order.submittedBar === bar && time === barsOf.get(symbol)?.closeTime[bar],
  ).length;
}

function ambiguousShare(trades: readonly RoundTrip[]): number | null {
  let [all, resting] = [0, 0];
  for (const { pnl, ambiguous } of trades) {
    all += Math.abs(pnl);
    if (ambiguous) resting += Math.abs(pnl);
  }
  return all > 0 ? resting / all : null;
}

/** The largest share of one bar's volume that one symbol's fills took; null where no fill's bar has a volume. */
function largestParticipation({ fills, positions }: Account): number | null {
  const barsOf = new Map<string, Bars>(positions.map(({ symbol, bars }) => [symbol, bars]));
  const taken = new Map<string, { bar: number; quantity: number }>();
  let largest: number | null = null;
  for (const { symbol, bar, quantity } of fills) {
    const before = taken.get(symbol);
    const sum = quantity + (before?.bar === bar ? before.quantity : 0);
    taken.set(symbol, { bar, quantity: sum });
    const share = sum / (barsOf.get(symbol)?.volume[bar] ?? NaN);
    if (Number.isFinite(share)) largest = Math.max(largest ?? 0, share);
  }
  return largest;
}

/** Sentences about assumptions that no market grants. */
export function profileWarnings({ execution, sizing, risk }: Settings): string[] {
  const { fillAt, path } = execution;
  return [
    ...[sizing, ...risk].flatMap(unitWarnings),
    ...(fillAt === "on-close"
      ? [
          "fills at the close that decided them: no one can trade on a price and at it; use it to compare engines",
        ]
      : []),
    ...(path === "optimistic"
      ? ["optimistic path: the best order of prices inside every bar is assumed"]
      : []),
  ];
}
