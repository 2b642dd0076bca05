import { unrealisedProfit, type Account } from "./account.ts";

/** The account at every close, as columns of shape [closes]; ledgers are cumulative and sum to equity less capital. */
export interface Ledger {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly exposure: Float64Array;
  readonly realised: Float64Array;
  readonly unrealised: Float64Array;
  readonly fees: Float64Array;
  readonly slippage: Float64Array;
}

const NAMES = ["time", "equity", "exposure", "realised", "unrealised", "fees", "slippage"] as const;

type Column = Float64Array<ArrayBuffer>;
type Seven = [Column, Column, Column, Column, Column, Column, Column];

/** Writes an account's ledger: one row per close. */
export interface LedgerWriter {
  record(time: number, account: Account): void;
  finish(): Ledger;
}

/** Opens a ledger for about `rows` closes; it grows where they are more. */
export function openLedger(rows: number): LedgerWriter {
  let columns = NAMES.map(() => new Float64Array(rows));
  let length = 0;
  const grow = (): void => {
    columns = columns.map((column) => {
      const longer = new Float64Array(column.length * 2 + 16);
      longer.set(column);
      return longer;
    });
  };
  const record = (time: number, account: Account): void => {
    if (length === columns[0]?.length) grow();
    const [times, equity, exposure, realised, unrealised, fees, slippage] = columns as Seven;
    times[length] = time;
    equity[length] = account.equity;
    exposure[length] = account.gross === 0 ? 0 : account.gross / account.equity;
    realised[length] = account.realised;
    unrealised[length] = account.gross === 0 ? 0 : unrealisedProfit(account);
    // A cost of 0 is written as 0, not as -0, which prints oddly and hashes differently.
    fees[length] = 0 - account.feesPaid;
    slippage[length] = 0 - account.slippagePaid;
    length += 1;
  };
  const finish = (): Ledger =>
    Object.fromEntries(
      NAMES.map((name, index) => [name, trimmed(columns[index], length)]),
    ) as unknown as Ledger;
  return { record, finish };
}

function trimmed(column: Column | undefined, length: number): Column | undefined {
  return column?.length === length ? column : column?.slice(0, length);
}
