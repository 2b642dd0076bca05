import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { auditRun, type AuditedNotebook } from "./audit-run.ts";
import { auditOf } from "./engine-scope.ts";
import { reportIndicators } from "./report-indicators.ts";
import { reportQuality } from "./report-quality.ts";

/** How long nothing must have happened before an audit begins: never during a drag. */
const REST_MS = 300;
const MAX_VERDICTS = 200;

type Amend = (cellId: string, version: number, outputs: readonly CellOutput[]) => void;

/** Audits backtests once the notebook is at rest, and shows the verdict in their cells. */
export interface Auditor {
  saw(state: CellState): void;
  settled(amend: Amend): void;
  /** Something came in: whatever was being audited, or about to be, waits for the next rest. */
  pause(): void;
}

const unaudited = (output: CellOutput): boolean =>
  output.type === "backtest" && output.result.audit === undefined && auditOf(output.result) !== undefined;

/** Makes an auditor; verdicts are kept by the cell's staleness hash: same text, same parents, same inputs. */
export function createAuditor(notebook: AuditedNotebook): Auditor {
  const pending = new Map<string, CellState>();
  const verdicts = new Map<string, AuditVerdict>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  const verdictOn = async (state: CellState, result: BacktestResult, place: number) => {
    const key = `${state.hash ?? ""} ${place}`;
    const verdict = verdicts.get(key) ?? (await auditRun(notebook, state, result, place, abortedSince(turn)));
    if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
    if (verdict !== undefined) verdicts.set(key, verdict);
    return verdict;
  };
  const abortedSince = (began: number) => () => turn !== began;
  /** One cell at a time, so that an input gets in between. */
  const auditNext = async (amend: Amend): Promise<void> => {
    const began = turn;
    const [next] = pending.values();
    if (next === undefined) return;
    const outputs: CellOutput[] = [];
    let place = -1;
    for (const output of next.outputs ?? []) {
      if (output.type === "backtest") place += 1;
      const audit =
        output.type === "backtest" && unaudited(output)
          ? await verdictOn(next, output.result, place)
          : undefined;
      if (turn !== began) return;
      outputs.push(
        output.type === "backtest" && audit
          ? { type: "backtest", result: { ...output.result, audit, ...drawn(output.result) } }
          : output,
      );
    }
    if (pending.get(next.cellId) === next) pending.delete(next.cellId);
    amend(next.cellId, next.version, outputs);
    timer = setTimeout(() => void auditNext(amend), 0);
  };
  return {
    saw(state) {
      if (state.outputs === undefined) return;
      if (state.outputs.some(unaudited)) pending.set(state.cellId, state);
      else pending.delete(state.cellId);
    },
    settled(amend) {
      clearTimeout(timer);
      timer = setTimeout(() => void auditNext(amend), REST_MS);
    },
    pause() {
      turn += 1;
      clearTimeout(timer);
    },
  };
}

/** The indicators and the data's quality of a result, which are worth their time and bytes only once nothing moves any more. */
function drawn(result: BacktestResult): Pick<BacktestResult, "indicators" | "quality"> {
  const indicators = reportIndicators(result);
  const quality = reportQuality(result);
  return { ...(indicators && { indicators }), ...(quality && { quality }) };
}
