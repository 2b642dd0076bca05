import { unrealisedProfit, type Account } from "./account.ts";
import type { Book } from "./book.ts";

type Column = Float64Array<ArrayBuffer>;

/** The account at every close, as columns of shape [closes]; ledgers are cumulative and sum to equity less capital. */
export interface Ledger {
  readonly time: Column;
  readonly equity: Column;
  readonly exposure: Column;
  readonly realised: Column;
  readonly unrealised: Column;
  readonly fees: Column;
  readonly slippage: Column;
  readonly financing: Column;
  readonly dividends: Column;
}

type Writable = { -readonly [name in keyof Ledger]: Ledger[name] };

/** A ledger being written: `length` rows so far. */
export interface LedgerWriter extends Writable {
  length: number;
  /** Fills seen so far by {@link recordQuietRow}, the rows whose sums they have not been written into yet, and those sums. */
  fills: number;
  settled: number;
  realisedSum: number;
  feesSum: number;
  slippageSum: number;
}

const NAMES = [
  "time",
  "equity",
  "exposure",
  "realised",
  "unrealised",
  "fees",
  "slippage",
  "financing",
  "dividends",
] as const;

/**
 * Opens a ledger for about `rows` closes; it grows where they are more.
 *
 * @param timed Whether rows come with their times; where not, the column is given as a whole at the end.
 */
export function openLedger(rows: number, timed = true): LedgerWriter {
  const column = (): Column => new Float64Array(rows);
  return {
    length: 0,
    fills: 0,
    settled: 0,
    realisedSum: 0,
    feesSum: 0,
    slippageSum: 0,
    time: timed ? column() : new Float64Array(0),
    equity: column(),
    exposure: column(),
    realised: column(),
    unrealised: column(),
    fees: column(),
    slippage: column(),
    financing: new Float64Array(0),
    dividends: new Float64Array(0),
  };
}

/** Writes the account as one row: one per close. */
export function recordRow(ledger: LedgerWriter, time: number, account: Account): void {
  if (ledger.length === ledger.equity.length) grow(ledger);
  const row = ledger.length++;
  const { equity, gross } = account;
  ledger.time[row] = time;
  ledger.equity[row] = equity;
  ledger.realised[row] = account.realised;
  if (gross !== 0) {
    ledger.exposure[row] = gross / equity;
    ledger.unrealised[row] = unrealisedProfit(account);
  }
  // A cost of 0 is written as 0, not as -0, which prints oddly and hashes differently.
  ledger.fees[row] = 0 - account.feesPaid;
  ledger.slippage[row] = 0 - account.slippagePaid;
  if (account.financingPaid !== 0) columnOf(ledger, "financing")[row] = -account.financingPaid;
  if (account.dividends !== 0) columnOf(ledger, "dividends")[row] = account.dividends;
}

/**
 * Writes the account as one row, but for its time and for sums that only fills change: {@link settleRows} writes those, a stretch at a
 * time. For a ledger that has a row for every close to come.
 */
export function recordQuietRow(ledger: LedgerWriter, account: Account): void {
  const row = ledger.length++;
  const { equity, gross } = account;
  if (account.fills.length !== ledger.fills) settleRows(ledger, row, account);
  ledger.equity[row] = equity;
  if (gross !== 0) {
    ledger.exposure[row] = gross / equity;
    ledger.unrealised[row] = unrealisedProfit(account);
  }
  if (account.financingPaid !== 0) columnOf(ledger, "financing")[row] = -account.financingPaid;
  if (account.dividends !== 0) columnOf(ledger, "dividends")[row] = account.dividends;
}

/** The same as {@link recordQuietRow}, to the bit, for the account of one symbol. */
export function recordAlone(ledger: LedgerWriter, account: Account, book: Book): void {
  const row = ledger.length++;
  const { equity, gross } = account;
  if (account.fills.length !== ledger.fills) settleRows(ledger, row, account);
  ledger.equity[row] = equity;
  if (gross !== 0) {
    ledger.exposure[row] = gross / equity;
    ledger.unrealised[row] = book.quantity * book.lastPrice - book.basis;
  }
  if (account.financingPaid !== 0) columnOf(ledger, "financing")[row] = -account.financingPaid;
  if (account.dividends !== 0) columnOf(ledger, "dividends")[row] = account.dividends;
}

/** Writes the sums of the rows before `end` that have none yet, and takes up the account's new ones. */
export function settleRows(ledger: LedgerWriter, end: number, account: Account): void {
  const { settled, realisedSum, feesSum, slippageSum } = ledger;
  fillRows(ledger.realised, realisedSum, settled, end);
  fillRows(ledger.fees, feesSum, settled, end);
  fillRows(ledger.slippage, slippageSum, settled, end);
  ledger.settled = end;
  ledger.fills = account.fills.length;
  ledger.realisedSum = account.realised;
  ledger.feesSum = 0 - account.feesPaid;
  ledger.slippageSum = 0 - account.slippagePaid;
}

/** Between two fills lie some dozens of rows, for which the column's own "fill" is slower than this loop. */
function fillRows(column: Column, value: number, from: number, end: number): void {
  if (value === 0) return;
  for (let row = from; row < end; row++) column[row] = value;
}

/** Most runs have neither financing nor dividends: their columns are made when they are first needed. */
function columnOf(ledger: LedgerWriter, name: "financing" | "dividends"): Column {
  if (ledger[name].length < ledger.equity.length) {
    const longer = new Float64Array(ledger.equity.length);
    longer.set(ledger[name]);
    ledger[name] = longer;
  }
  return ledger[name];
}

function grow(ledger: LedgerWriter): void {
  const { length } = ledger.equity;
  for (const name of NAMES) {
    const before = ledger[name];
    if (before.length === 0 && length > 0) continue;
    const longer = new Float64Array(length * 2 + 16);
    longer.set(before);
    ledger[name] = longer;
  }
}

/** The rows written so far. */
export function finishLedger(ledger: LedgerWriter): Ledger {
  const { length } = ledger;
  const nothing = new Float64Array(length);
  const trimmed = (column: Column): Column =>
    column.length === length ? column : column.length === 0 ? nothing : column.slice(0, length);
  return Object.fromEntries(NAMES.map((name) => [name, trimmed(ledger[name])])) as unknown as Ledger;
}
