import type { Order, Target } from "../market/order.ts";
import { targetOf, type TargetStages } from "../risk/target.ts";
import type { Decide } from "../signals/decide.ts";
import type { Action, Signal } from "../signals/signal.ts";
import type { LookAtUniverse } from "../signals/universe.ts";
import { markAccount, markAlone, tally, type Account } from "./account.ts";
import type { Book } from "./book.ts";
import { cancelResting, submitTarget } from "./broker.ts";
import { startClock } from "./clock.ts";
import { closeBar, fillAtClose } from "./close-bar.ts";
import { entryContext } from "./entry-context.ts";
import { beginDay, turnDay } from "./financing.ts";
import {
  finishLedger,
  openLedger,
  recordAlone,
  recordQuietRow,
  recordRow,
  settleRows,
  type Ledger,
  type LedgerWriter,
} from "./ledger.ts";
import { openBars } from "./open-bars.ts";
import { watchHalts } from "./watch-halts.ts";

/** What every symbol was told at every bar, for the causality audit; shape [bars] each. */
export interface Trace {
  /** 0 hold or none, 1 buy, 2 sell, 3 exit. */
  readonly actions: Int8Array;
  /** Holding ordered for the next open, signed; NaN where nothing was ordered. */
  readonly targets: Float64Array;
}

const ACTION_CODES: Readonly<Record<Action, number>> = { hold: 0, buy: 1, sell: 2, exit: 3 };

/** Opens an empty trace of so many bars. */
export function openTrace(bars: number): Trace {
  return { actions: new Int8Array(bars), targets: new Float64Array(bars).fill(NaN) };
}

/** Everything that a run moves: the account and its books, who decides, and what watches. */
export interface Loop {
  readonly account: Account;
  readonly books: readonly Book[];
  readonly deciders: readonly Decide[];
  readonly stages: TargetStages;
  /** Per symbol, where asked for. */
  readonly traces: readonly Trace[];
  /** Per symbol in vectorized runs: 0 on bars where the signal is known to be hold. */
  readonly plans: readonly Int8Array[];
  /** Whether all symbols open and close together, so that no clock is needed. */
  readonly together: boolean;
  /** Asked before the deciders, at every moment at which symbols close. */
  readonly look: LookAtUniverse | undefined;
  /** Told now and then how much of the run is done, from 0 to 1; what it throws ends the run. */
  readonly watch?: ((share: number) => void) | undefined;
}

/** A run is watched once in so many rounds: a few thousandths of the time of the quickest, well under a second of one that decides slowly. */
const WATCH_ROUNDS = 64;

/** Runs to the end of the data, time-major: every moment of the one clock, all symbols that open or close then, in symbol order. */
export function runLoop(loop: Loop): Ledger {
  const { books, account } = loop;
  const rows = Math.max(...books.map((book) => book.bars.openTime.length - book.bar));
  // The opens and closes of one symbol follow each other without a clock, event by event.
  if (loop.together || books.length === 1) return finishLedger(walkTogether(loop, rows));
  const ledger = openLedger(rows);
  const clock = startClock(books);
  for (let moment = 0; clock.advance(); moment++) {
    if (moment % WATCH_ROUNDS === 0) loop.watch?.(Math.min(1, moment / (2 * rows)));
    const { group, phase } = clock;
    if (phase === "open") openBars(account, group);
    else closeMoment(loop, ledger, group);
  }
  return finishLedger(ledger);
}

/** The same for symbols whose bars open and close together: opens and closes follow each other. */
function walkTogether(loop: Loop, rows: number): LedgerWriter {
  const { account, books } = loop;
  const first = books[0] as Book;
  const quiet = !decidesLate(account);
  const ledger = openLedger(rows, !quiet);
  if (quiet && books.length === 1 && !loop.look) walkAlone(loop, ledger, first);
  else {
    for (let bar = first.bar; bar < first.bars.openTime.length; bar++) {
      if (bar % WATCH_ROUNDS === 0) loop.watch?.(bar / first.bars.openTime.length);
      openBars(account, books);
      if (quiet) closeQuietly(loop, ledger, books);
      else closeMoment(loop, ledger, books);
    }
  }
  if (quiet) settleAll(ledger, account, first);
  return ledger;
}

/**
 * The same for one symbol. Event-driven, every open and close is met; else a bar on which nothing is due and nothing touched costs a few
 * comparisons.
 */
function walkAlone(loop: Loop, ledger: LedgerWriter, book: Book): void {
  const { account, books, together, watch } = loop;
  const { openTime, closeTime } = book.bars;
  const halting = account.halts.size > 0;
  for (let bar = book.bar; bar < openTime.length; bar++) {
    if (bar % WATCH_ROUNDS === 0 && watch) watch(bar / openTime.length);
    if (together) passBar(account, books, book);
    else {
      openBars(account, books);
      closeBar(account, book);
    }
    markAlone(account, book);
    look(account);
    if (halting) watchHalts(account, closeTime[bar] as number);
    recordAlone(ledger, account, book);
    decideAtClose(loop, book);
    book.bar = bar + 1;
  }
}

/** A bar from its open to its close, which meets the market only where something is due or touched. */
function passBar(account: Account, books: readonly Book[], book: Book): void {
  const { bars, bar } = book;
  const opensAt = bars.openTime[bar] as number;
  if (isDue(account, book, opensAt, bars.open[bar] as number)) openBars(account, books);
  else if (opensAt >= account.dayEnd) {
    if ((account.settings.cashRatePct ?? 0) > 0) turnDay(account, book);
    else beginDay(account, opensAt);
  }
  const untouched = (bars.low[bar] as number) > book.floor && (bars.high[bar] as number) < book.ceiling;
  if (!untouched || book.resting.length > 0) closeBar(account, book);
  else {
    book.lastPrice = bars.close[bar] as number;
    book.past.seen = bar + 1;
  }
}

/** What quiet rows leave for the end: their last sums, and their times, which are those of one symbol's closes. */
function settleAll(ledger: LedgerWriter, account: Account, { bars: { closeTime } }: Book): void {
  settleRows(ledger, ledger.length, account);
  ledger.time = closeTime.slice(closeTime.length - ledger.length);
}

/** Whether an open needs more than a look: something rests, is gapped over, goes ex, is paid out, or pays interest. */
function isDue(account: Account, book: Book, time: number, open: number): boolean {
  if (book.resting.length > 0 || time >= book.nextActionTime || time >= account.nextDue) return true;
  if (book.quantity === 0) return account.cash < 0;
  return !(open > book.floor && open < book.ceiling) || book.quantity < 0 || account.cash < 0;
}

/** Whether fills of a close follow its decisions, so that the row is written after them. */
function decidesLate({ settings }: Account): boolean {
  return settings.fillAt === "on-close" || settings.closeAtEnd;
}

function closeMoment(loop: Loop, ledger: LedgerWriter, group: readonly Book[]): void {
  const { account } = loop;
  const late = decidesLate(account);
  closeGroup(account, group);
  if (!late) recordRow(ledger, closesAt(group), account);
  decideAll(loop, group);
  if (late) {
    fillLate(account, group);
    mark(account);
    recordRow(ledger, closesAt(group), account);
  }
  moveOn(group);
}

/** The same where no row is late, and {@link settleAll} comes at the end: one for each close of the first symbol, and no other. */
function closeQuietly(loop: Loop, ledger: LedgerWriter, group: readonly Book[]): void {
  closeGroup(loop.account, group);
  recordQuietRow(ledger, loop.account);
  decideAll(loop, group);
  moveOn(group);
}

function closeGroup(account: Account, group: readonly Book[]): void {
  for (let index = 0; index < group.length; index++) closeBar(account, group[index] as Book);
  mark(account);
  if (account.halts.size > 0) watchHalts(account, closesAt(group));
}

function decideAll(loop: Loop, group: readonly Book[]): void {
  if (loop.look) loop.look(group, closesAt(group));
  for (let index = 0; index < group.length; index++) decideAtClose(loop, group[index] as Book);
}

function moveOn(group: readonly Book[]): void {
  for (let index = 0; index < group.length; index++) {
    const book = group[index] as Book;
    book.bar += 1;
    book.inside = false;
  }
}

/** UTC ms at which the bars of a group close; read here, since a number that is handed to a long function is an object at every bar. */
function closesAt(group: readonly Book[]): number {
  const { bars, bar } = group[0] as Book;
  return bars.closeTime[bar] as number;
}

function mark(account: Account): void {
  markAccount(account);
  look(account);
}

/** What a marked account is asked at every close: whether it stands highest, and whether it may go on. */
function look(account: Account): void {
  const { equity, gross, settings } = account;
  if (equity > account.peak) account.peak = equity;
  if (gross > 0 && 100 * equity < settings.maintenancePct * gross) callMargin(account);
}

/** Too little equity for what is held: everything is closed at the next open. */
function callMargin(account: Account): void {
  for (const book of account.positions) {
    if (book.quantity === 0) continue;
    submitTarget(account, book, flat("margin call"));
    tally(
      account,
      "positions closed by a margin call",
      "position closed by a margin call",
      () => book.symbol,
    );
  }
}

function flat(reason: string): Target {
  return { quantity: 0, reason, bracket: undefined, decisions: [] };
}

function decideAtClose(loop: Loop, book: Book): void {
  const { deciders, traces, plans } = loop;
  const { bar, index } = book;
  const planned = plans.length === 0 || traces.length > 0 || plans[index]?.[bar] !== 0;
  const signal = planned ? (deciders[index] as Decide)(bar, book) : undefined;
  const quiet = signal === undefined || signal.action === "hold";
  if (!quiet || bar >= book.leaveBar || traces.length > 0) followSignal(loop, book, signal);
}

/** What a decision leads to; most lead to nothing. */
function followSignal(loop: Loop, book: Book, signal: Signal | undefined): void {
  const { bar, index } = book;
  const order = signal === undefined || signal.action === "hold" ? undefined : act(loop, book, signal);
  const left = order === undefined && bar >= book.leaveBar ? leave(loop, book) : undefined;
  const trace = loop.traces[index];
  if (!trace || signal === undefined) return;
  trace.actions[bar] = ACTION_CODES[signal.action];
  const ordered = order ?? left;
  if (ordered) trace.targets[bar] = book.quantity + ordered.side * ordered.quantity;
}

function act(loop: Loop, book: Book, signal: Signal): Order | undefined {
  const { account, stages } = loop;
  if (account.liquidating && book.quantity !== 0) return undefined;
  const target = targetOf(signal, book, account, stages, book.bar);
  if (target) {
    const context =
      target.quantity === 0 ? undefined : entryContext(account, book, target.quantity, signal.metadata);
    return submitTarget(account, book, target, context);
  }
  if (signal.action === "exit" && book.quantity === 0 && book.resting.length > 0)
    cancelResting(account, book, "cancelled by an exit");
  return undefined;
}

/** The time stop, which only a position has: leaves at the next open, unless an exit is already under way. */
function leave({ account }: Loop, book: Book): Order | undefined {
  return submitTarget(account, book, flat(`time stop after ${book.bar + 1 - book.entryBar} bars`));
}

/** Fills of this very close: of the on-close profile, and of what is closed at the end of the data. */
function fillLate(account: Account, group: readonly Book[]): void {
  const onClose = account.settings.fillAt === "on-close";
  for (const book of group) {
    const last = account.settings.closeAtEnd && book.bar === book.bars.close.length - 1;
    if (last) {
      cancelResting(account, book, "still resting at the end of the data");
      submitTarget(account, book, flat("end of data"));
    }
    if ((onClose || last) && book.resting.length > 0) fillAtClose(account, book, true);
  }
}
