import type { CellState } from "#engine/notebook/output.ts";
import type { CellSnapshot } from "#engine/notebook/snapshot.ts";
import { onNextFrame } from "./next-frame.ts";

/** One cell's state as the screen shows it, with the moment its run began, for the live timer. */
export interface ShownState extends CellState {
  readonly startedAt?: number;
  /** When it last ended, in ms since 1970. */
  readonly ranAt?: number;
  /** Whether it is of an earlier visit: the sandbox has not run it yet. */
  readonly kept?: boolean;
  /** Whether the sandbox has judged its text though it has not run it: that it cannot be read, say. */
  readonly judged?: boolean;
}

/** A run that is over sooner is shown when it is over: nothing flickers, and a drag draws half the frames. */
const BUSY_MS = 80;
/** So long a result waits for those that follow from it, to be drawn in one frame with them. */
const TOGETHER_MS = 25;

/** The sandbox has the cell's text and nothing to say of it. */
const isUnrun = ({ version, status }: CellState): boolean => version === 0 && status === "idle";

const isBusy = ({ status }: CellState): boolean => status === "queued" || status === "running";

/**
 * What the sandbox last said of each cell. Absent outputs mean "unchanged": the old ones stay
 * until new ones are ready. A message about an older run than the one shown is dropped.
 */
export class CellStates {
  #states = new Map<string, ShownState>();
  #names: ReadonlyMap<string, ShownState> = this.#states;
  /** What an earlier visit left, for cells whose text is mended before they run. */
  readonly #kept = new Map<string, ShownState>();
  #telling = false;
  #later: ReturnType<typeof setTimeout> | undefined;
  #laterAt = Infinity;
  readonly #busy = new Set<string>();
  /** Cells that a person has run and waits for. */
  readonly #awaited = new Set<string>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly get = (cellId: string): ShownState | undefined => this.#states.get(cellId);
  /** All states; a new map after every change, for views over the whole notebook. */
  readonly all = (): ReadonlyMap<string, ShownState> => this.#names;

  /**
   * A person runs these cells: each is shown the moment its result is there, and what follows from it after that. That its new text is not run yet is
   * no news meanwhile.
   */
  readonly await = (cellIds: readonly string[]): void => {
    for (const id of cellIds) this.#awaited.add(id);
  };

  /**
   * @param now Milliseconds of the clock that the live timer reads.
   * @param today Milliseconds since 1970.
   */
  apply(next: CellState, now: number, today = Date.now()): void {
    const old = this.#states.get(next.cellId);
    if (old && next.version < old.version) return;
    const left = old?.judged === true && isUnrun(next) ? this.#kept.get(next.cellId) : undefined;
    this.#states.set(next.cellId, mergeState(left ?? old, next, now, today));
    const busy = isBusy(next) || (next.status === "stale" && this.#awaited.has(next.cellId));
    if (busy) this.#busy.add(next.cellId);
    else this.#busy.delete(next.cellId);
    const streams = next.outputs !== undefined && busy;
    const isAwaited = !busy && this.#awaited.delete(next.cellId);
    if (streams || isAwaited || this.#busy.size === 0) this.#tell();
    else this.#tellBy(now + (next.outputs === undefined ? BUSY_MS : TOGETHER_MS), now);
  }

  /** Shows what an earlier visit left, until the sandbox knows better. */
  restore(kept: readonly CellSnapshot[]): void {
    for (const { state, ranAt } of kept) {
      const left = { ...state, ranAt, kept: true };
      const shown = this.#states.get(state.cellId);
      this.#kept.set(state.cellId, left);
      if (shown === undefined || (shown.kept && !shown.judged && shown.status !== state.status))
        this.#states.set(state.cellId, left);
    }
    this.#names = new Map(this.#states);
    this.#tell();
  }

  /** Forgets cells that are no longer in the notebook. */
  keepOnly(cellIds: ReadonlySet<string>): void {
    const gone = [...this.#states.keys()].filter((id) => !cellIds.has(id));
    for (const id of gone) {
      this.#states.delete(id);
      this.#kept.delete(id);
      this.#busy.delete(id);
      this.#awaited.delete(id);
    }
    if (gone.length > 0) this.#tell();
  }

  /** The earliest of the moments that were asked for counts. */
  #tellBy(moment: number, now: number): void {
    if (this.#telling || moment >= this.#laterAt) return;
    clearTimeout(this.#later);
    this.#laterAt = moment;
    this.#later = setTimeout(() => this.#tell(), moment - now);
  }

  /** Once a frame: a re-run of ten cells is thirty messages, and one picture. */
  #tell(): void {
    clearTimeout(this.#later);
    this.#laterAt = Infinity;
    if (this.#telling) return;
    this.#telling = true;
    onNextFrame(() => {
      this.#telling = false;
      this.#names = new Map(this.#states);
      for (const listener of this.#listeners) listener();
    });
  }
}

function mergeState(old: ShownState | undefined, next: CellState, now: number, today: number): ShownState {
  const outputs = next.outputs ?? old?.outputs;
  const logs = next.logs ?? old?.logs;
  const values = next.values ?? old?.values;
  const inputs = next.inputs ?? old?.inputs;
  const prices = next.prices ?? old?.prices;
  const ended = old?.status === "running" && (next.status === "fresh" || next.status === "error");
  const ranAt = ended ? today : old?.ranAt;
  if (old?.kept === true && isUnrun(next)) return { ...old, defines: next.defines, reads: next.reads };
  const kept = old?.kept === true && next.version === 0;
  const began = old?.status === "running" ? old.startedAt : undefined;
  return {
    ...next,
    ...(outputs ? { outputs } : {}),
    ...(logs ? { logs } : {}),
    ...(values ? { values } : {}),
    ...(inputs ? { inputs } : {}),
    ...(prices ? { prices } : {}),
    ...(ranAt === undefined ? {} : { ranAt }),
    ...(kept ? { kept, judged: true } : {}),
    ...(next.status === "running" ? { startedAt: began ?? now } : {}),
  };
}
