import type { BacktestResult } from "#engine/result.ts";
import { ENGINE_VERSION } from "#engine/version.ts";
import type { NotebookCell } from "#engine/notebook/document.ts";
import { toBase64 } from "#engine/notebook/base64.ts";
import {
  ALL_PRICES,
  changedPrices,
  type KnownPrices,
  marksOf,
  type PriceMarks,
} from "#engine/notebook/price-reads.ts";
import {
  type CellSnapshot,
  type NotebookSnapshot,
  openingStates,
  printSnapshot,
  SNAPSHOT_LIMITS,
  sourceHash,
} from "#engine/notebook/snapshot.ts";
import { createApiClient } from "../_data/api.ts";
import type { CellStates, ShownState } from "./cell-states.ts";
import type { KeptInputs } from "./kept-inputs.ts";
import type { NotebookStore } from "./notebook-store.ts";
import type { RunControl } from "./run-control.ts";

/** After the last run, this long passes before outputs are kept. */
const QUIET_MS = 1500;
const STREAM_MS = 10_000;
const LEFT_RUNNING = "it was running when the notebook was left";
const SPARK_POINTS = 48;
/** The server refuses more. */
const MAX_BYTES = 4_000_000;

/** What a snapshot keeper looks at. */
export interface KeptNotebook {
  readonly id: string;
  readonly prices: KnownPrices;
  readonly snapshot: NotebookSnapshot | null;
  readonly store: NotebookStore;
  readonly states: CellStates;
  readonly control: RunControl;
  readonly inputs: KeptInputs;
}

/** Keeps what cells showed beside the notebook, so that the next visit begins with it. */
export class SnapshotKeeper {
  readonly #notebook: KeptNotebook;
  readonly #records = new Map<string, CellSnapshot>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was recorded, and how much of it the server has. */
  #changes = 0;
  #saved = 0;
  #prices: KnownPrices;
  /** What the cells' worker may hold: all that was ever read, by cells that read something else by now, too. */
  #held: PriceMarks = {};

  constructor(notebook: KeptNotebook) {
    this.#notebook = notebook;
    this.#prices = notebook.prices;
    // What an earlier visit computed is not of these prices because it is saved again with them.
    if (notebook.snapshot !== null) {
      const { engine, data, cells } = notebook.snapshot;
      for (const cell of cells) {
        this.#records.set(cell.state.cellId, { engine, data, ...cell });
        this.#held = { ...this.#held, ...(cell.prices ?? { [ALL_PRICES]: cell.data ?? data }) };
      }
    }
  }

  /** Shows what was kept; gives the cells that must run now, or undefined where nothing was kept. */
  open(): readonly string[] | undefined {
    if (this.#notebook.snapshot === null) return undefined;
    this.#restore();
    const { store, states } = this.#notebook;
    const { cells, run } = store.document();
    if (run === "lazy") return [];
    const automatic = cells.filter((cell) => cell.kind !== "md" && (cell.run ?? "auto") === "auto");
    return automatic.filter(({ id }) => states.get(id)?.status !== "fresh").map(({ id }) => id);
  }

  /** Follows the notebook until the returned function is called. */
  start(): () => void {
    const { store, states } = this.#notebook;
    const stopStates = states.subscribe(() => this.#note());
    const stopStore = store.subscribe(() => this.#judgeSoon());
    return () => {
      stopStates();
      stopStore();
      clearTimeout(this.#timer);
      clearTimeout(this.#judging);
    };
  }

  /** Settles once nothing runs and what cells showed is on the server, or was refused by it: what is pinned then has all of it. */
  whenKept(): Promise<void> {
    return new Promise((settle) => {
      this.#waiting.push(settle);
      this.#note();
    });
  }

  #waiting: (() => void)[] = [];
  #tellKept(): void {
    for (const settle of this.#waiting.splice(0)) settle();
  }

  /**
   * Says which prices are there now, by which what was kept is judged from now on.
   *
   * @returns Whether they are others than before: such that some cell has read, or only such that none has.
   */
  usePrices(prices: KnownPrices): "read" | "others" | null {
    if (prices.version === this.#prices.version) return null;
    this.#prices = prices;
    this.#restore();
    if (changedPrices(this.#held, prices) === undefined) return "others";
    // Whoever starts the worker anew has it hold nothing of before.
    this.#held = {};
    return "read";
  }

  #judging: ReturnType<typeof setTimeout> | undefined;
  #judgeSoon(): void {
    clearTimeout(this.#judging);
    this.#judging = setTimeout(() => this.#restore(), 250);
  }

  #restore(): void {
    const { snapshot, store, states, inputs } = this.#notebook;
    if (snapshot) states.restore(openingStates(store.document(), snapshot, this.#prices, inputs.all()));
  }

  #note(): void {
    const { states, control } = this.#notebook;
    const sources = new Map(control.sentCells().map((cell) => [cell.id, cell]));
    const before = this.#changes;
    let busy = false;
    for (const [id, state] of states.all()) {
      busy ||= (state.status === "running" && state.streams !== true) || state.status === "queued";
      const cell = sources.get(id);
      if (cell) this.#look(cell, state);
    }
    // Whatever moves puts it off, a drag too: packing takes the time of ten frames.
    if (busy || this.#changes !== before) this.#putOff();
    if (!busy && this.#saved === this.#changes) this.#tellKept();
    if (!busy && this.#saved !== this.#changes) this.#timer ??= setTimeout(() => void this.#save(), QUIET_MS);
  }

  #putOff(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(cell: NotebookCell, state: ShownState): void {
    if (state.kept === true) return;
    const done = state.status === "fresh" || state.status === "error";
    if (done && state.ranAt !== undefined) this.#record(cell, state.ranAt, state);
    else if (state.streams === true && isDue(this.#records.get(cell.id)))
      this.#record(cell, Date.now(), { ...state, status: "stopped", reason: LEFT_RUNNING });
  }

  /** A state that is told again keeps the prices that it was first told with. */
  #record(cell: NotebookCell, ranAt: number, state: ShownState): void {
    const known = this.#records.get(cell.id);
    const again = known?.ranAt === ranAt;
    const data = again ? known.data : this.#prices.version;
    const prices = again ? known.prices : marksOf(state.prices ?? [ALL_PRICES], this.#prices);
    if (!again) this.#held = { ...this.#held, ...prices };
    const engine = again ? known.engine : ENGINE_VERSION;
    const hash = sourceHash(cell);
    if (!again || known.sourceHash !== hash || known.state.outputs !== state.outputs) this.#changes++;
    this.#records.set(cell.id, { sourceHash: hash, ranAt, state: plainState(state), engine, data, prices });
  }

  /** Losing outputs costs the next visit a run; nothing is said about it. */
  async #save(): Promise<void> {
    const { id, store } = this.#notebook;
    const changes = this.#changes;
    this.#timer = undefined;
    const records = store.order().flatMap((cellId) => this.#records.get(cellId) ?? []);
    const ranAt = latest(this.#records);
    const body = await pack(records, this.#prices.version);
    const request = { id, body: toBase64(body), ranAt: new Date(ranAt).toISOString() };
    await createApiClient()
      .notebooks.saveSnapshot.mutate({ ...request, ...lastBacktest(records) })
      .then(
        () => (this.#saved = changes),
        () => this.#tellKept(),
      );
    if (this.#saved === this.#changes) this.#tellKept();
  }
}

const latest = (records: ReadonlyMap<string, CellSnapshot>): number =>
  Math.max(0, ...[...records.values()].map((record) => record.ranAt));

/** What a generator shows is kept from time to time while it runs. */
const isDue = (known: CellSnapshot | undefined): boolean =>
  known === undefined || Date.now() - known.ranAt > STREAM_MS;

/** The state without what belongs to the screen only. */
function plainState(state: ShownState): CellSnapshot["state"] {
  const plain: { -readonly [K in keyof ShownState]: ShownState[K] } = { ...state };
  delete plain.startedAt;
  delete plain.ranAt;
  delete plain.kept;
  delete plain.streams;
  delete plain.progress;
  delete plain.audit;
  return plain;
}

/** As many outputs as the server takes, the smallest first; what had to be left out says so when it is opened. */
async function pack(records: readonly CellSnapshot[], data: string): Promise<Uint8Array> {
  let chars: number = SNAPSHOT_LIMITS.totalChars;
  for (;;) {
    const body = await gzip(printSnapshot(records, data, chars));
    if (body.length <= MAX_BYTES || chars < 1) return body;
    chars = Math.floor((chars * MAX_BYTES) / (body.length * 1.2));
  }
}

async function gzip(text: string): Promise<Uint8Array> {
  const zipped = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(zipped).arrayBuffer());
}

/** Equity of the last backtest on the page, thinned, and whether it is worth anything. */
function lastBacktest(records: readonly CellSnapshot[]): { sparkline: number[]; looksAhead: boolean } {
  const results = records.flatMap(({ state }) =>
    (state.outputs ?? []).flatMap((output): BacktestResult[] =>
      output.type === "backtest" ? [output.result] : [],
    ),
  );
  const last = results.at(-1);
  const equity = last?.equity ?? new Float64Array();
  const points = Math.min(SPARK_POINTS, equity.length);
  const at = (point: number) => equity[Math.round((point * (equity.length - 1)) / Math.max(1, points - 1))];
  const sparkline = Array.from({ length: points }, (_, point) => at(point) ?? NaN).filter(Number.isFinite);
  const { verdict, deterministic } = last?.audit ?? {};
  return { sparkline, looksAhead: verdict === "leaks" && deterministic !== false };
}
