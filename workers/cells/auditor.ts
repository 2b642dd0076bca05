import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { auditRun, type AuditedNotebook } from "./audit-run.ts";
import { auditOf, withFindings } from "./engine-scope.ts";
import { reportIndicators } from "./report-indicators.ts";
import { reportQuality } from "./report-quality.ts";
import { cellClosure } from "./replay/cell-closure.ts";

/** How long nothing must have happened before an audit begins: never during a drag. */
const REST_MS = 300;
const MAX_VERDICTS = 200;
/** What an audit that nobody asked for may take. */
const UNASKED_MS = 30_000;
/** Shorter audits show no progress: nothing flickers. */
const TOLD_AFTER_MS = 500;

/** What an auditor does to the notebook that it audits. */
export interface AuditedPage {
  amend(cellId: string, version: number, outputs: readonly CellOutput[]): void;
  /** Shows how far the audit of a cell's backtests is, 0 to 1. */
  tell(state: CellState): void;
  run(cellId: string): void;
  breathe(): Promise<void>;
  /** Whether a Stop was asked for that has not been heard of yet. */
  isStopAsked(): boolean;
}

/**
 * Audits backtests once the notebook is at rest, one cell at a time, and shows the verdict in their cells. What takes longer than half a
 * minute waits to be asked for; what was asked for goes on while other cells are edited. A class, since it owns a timer and what is under way.
 */
export class Auditor {
  readonly #notebook: AuditedNotebook;
  readonly #page: AuditedPage;
  readonly #pending = new Map<string, CellState>();
  readonly #asked = new Set<string>();
  /** Verdicts by the cell's staleness hash: same text, same parents, same inputs. */
  readonly #verdicts = new Map<string, AuditVerdict>();
  /** Versions of cells that are left as they are until somebody asks. */
  readonly #left = new Map<string, number>();
  #busy: CellState | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  /** Whether the page shows how far the audit under way is. */
  #told = false;
  readonly #unaskedMs: number;

  /** @param unaskedMs What the engine's part, and each replay of the cells, may take unasked. */
  constructor(notebook: AuditedNotebook, page: AuditedPage, unaskedMs = UNASKED_MS) {
    this.#notebook = notebook;
    this.#page = page;
    this.#unaskedMs = unaskedMs;
  }

  /** A cell's state was told. */
  saw(state: CellState): void {
    const { cellId, version, status, outputs } = state;
    const busy = this.#busy;
    if (busy?.cellId === cellId && (busy.version !== version || status !== "fresh")) this.#turn++;
    if (outputs === undefined) {
      // An edit was taken back: nothing runs, so nothing would settle.
      if (status === "fresh" && this.#pending.has(cellId)) this.#schedule(REST_MS);
      return;
    }
    const wanted = outputs.some((output) => this.#isOpen(output, cellId));
    if (wanted && this.#left.get(cellId) !== version) this.#pending.set(cellId, state);
    else this.#pending.delete(cellId);
  }

  /** Nothing runs any more. */
  settled(): void {
    this.#schedule(REST_MS);
  }

  /** Something came in: what is audited unasked, or was about to be, waits for the next rest. */
  pause(): void {
    clearTimeout(this.#timer);
    if (this.#busy === undefined || !this.#asked.has(this.#busy.cellId)) this.#turn++;
  }

  /** Audits a cell's backtests however long it takes, and runs the cell first where it has not run. */
  ask(cellId: string): void {
    this.#asked.add(cellId);
    this.#left.delete(cellId);
    const state = this.#now(cellId);
    if (state?.status !== "fresh") return this.#page.run(cellId);
    this.saw(state);
    this.#schedule(0);
  }

  /** Gives up what is under way and what waits, until a cell runs again or somebody asks. */
  stop(): void {
    this.#turn++;
    clearTimeout(this.#timer);
    for (const { cellId, version } of this.#pending.values()) this.#left.set(cellId, version);
    this.#pending.clear();
    this.#asked.clear();
  }

  #now(cellId: string): CellState | undefined {
    return this.#notebook.states().find((each) => each.cellId === cellId);
  }

  /** Whether a cell still is what was told, and so are those that it reads from: what an edit has broken or made stale is not judged. */
  #stands({ cellId, version }: CellState): boolean {
    const states = this.#notebook.states();
    const closure = cellClosure(states, cellId);
    return (
      states.find((each) => each.cellId === cellId)?.version === version &&
      states.every((each) => !closure.has(each.cellId) || each.status === "fresh")
    );
  }

  #isOpen(output: CellOutput, cellId: string): boolean {
    if (output.type !== "backtest" || auditOf(output.result) === undefined) return false;
    const { audit } = output.result;
    return audit === undefined || (this.#asked.has(cellId) && audit.cells?.outcome === "postponed");
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#next(), ms);
  }

  async #next(): Promise<void> {
    const waiting = [...this.#pending.values()].filter((each) => this.#stands(each));
    const state = waiting.find(({ cellId }) => this.#asked.has(cellId)) ?? waiting[0];
    if (state === undefined || this.#busy !== undefined) return;
    this.#busy = state;
    this.#told = false;
    let restMs = 0;
    try {
      const outputs = await this.#audited(state);
      if (outputs !== undefined) this.#finish(state, outputs);
      else {
        restMs = REST_MS;
        // Whoever edits waits for a result, not for another drawing of what was there before.
        if (this.#told) this.#page.tell(this.#now(state.cellId) ?? state);
      }
    } catch (error) {
      this.#finish(state, state.outputs ?? []);
      throw error;
    } finally {
      this.#busy = undefined;
      this.#schedule(restMs);
    }
  }

  #finish({ cellId, version }: CellState, outputs: readonly CellOutput[]): void {
    this.#asked.delete(cellId);
    this.#pending.delete(cellId);
    this.#left.set(cellId, version);
    this.#page.amend(cellId, version, outputs);
  }

  /** The cell's outputs with their verdicts; undefined where it was aborted. */
  async #audited(state: CellState): Promise<CellOutput[] | undefined> {
    const began = this.#turn;
    const aborted = (): boolean => this.#turn !== began || this.#page.isStopAsked();
    const outputs: CellOutput[] = [];
    let place = -1;
    for (const output of state.outputs ?? []) {
      if (output.type === "backtest") place++;
      if (output.type === "backtest" && this.#isOpen(output, state.cellId))
        outputs.push({ type: "backtest", result: await this.#judged(state, output.result, place, aborted) });
      else outputs.push(output);
      if (aborted()) return undefined;
    }
    return outputs;
  }

  async #judged(
    state: CellState,
    result: BacktestResult,
    place: number,
    aborted: () => boolean,
  ): Promise<BacktestResult> {
    const key = `${state.hash ?? ""} ${place}`;
    const isAsked = this.#asked.has(state.cellId);
    const known = isAsked ? undefined : this.#verdicts.get(key);
    const audit = known ?? (await this.#audit(state, result, place, { aborted, isAsked }));
    if (audit === undefined) return aborted() ? result : withFindings(result, drawn(result));
    if (this.#verdicts.size >= MAX_VERDICTS) this.#verdicts.clear();
    // A replay that came to nothing may come to something once the cell runs again.
    if (audit.cells?.outcome !== "skipped") this.#verdicts.set(key, audit);
    return withFindings(result, { audit, ...drawn(result) });
  }

  #audit(
    state: CellState,
    result: BacktestResult,
    place: number,
    { aborted, isAsked }: { aborted: () => boolean; isAsked: boolean },
  ): Promise<AuditVerdict | undefined> {
    const began = performance.now();
    return auditRun(this.#notebook, state, result, place, {
      aborted,
      breathe: () => this.#page.breathe(),
      patienceMs: isAsked ? Infinity : this.#unaskedMs,
      tell: (share) => {
        if (!isAsked && performance.now() - began <= TOLD_AFTER_MS) return;
        this.#told = true;
        this.#page.tell({ ...state, audit: share });
      },
    });
  }
}

/** The indicators and the data's quality of a result, which are worth their time and bytes only once nothing moves any more. */
function drawn(result: BacktestResult): Pick<BacktestResult, "indicators" | "quality"> {
  const indicators = reportIndicators(result);
  const quality = reportQuality(result);
  return { ...(indicators && { indicators }), ...(quality && { quality }) };
}
