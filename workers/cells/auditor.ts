import type { CellOutput, CellState } from "#engine/notebook/output.ts";
import type { AuditVerdict, BacktestResult } from "#engine/result.ts";
import { auditOf } from "./engine-scope.ts";

/** How long nothing must have happened before an audit begins: never during a drag. */
const REST_MS = 300;
const MAX_VERDICTS = 200;

type Amend = (cellId: string, version: number, outputs: readonly CellOutput[]) => void;

/** Audits backtests once the notebook is at rest, and shows the verdict in their cells. */
export interface Auditor {
  saw(state: CellState): void;
  settled(amend: Amend): void;
  /** Something came in: whatever was about to be audited waits for the next rest. */
  pause(): void;
}

const unaudited = (output: CellOutput): boolean =>
  output.type === "backtest" && output.result.audit === undefined && auditOf(output.result) !== undefined;

/** Makes an auditor; verdicts are kept by manifest hash, since equal manifests have equal verdicts. */
export function createAuditor(): Auditor {
  const pending = new Map<string, CellState>();
  const verdicts = new Map<string, AuditVerdict>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const verdictOn = (result: BacktestResult): AuditVerdict | undefined => {
    const key = result.manifest.hash;
    const verdict = verdicts.get(key) ?? auditOf(result)?.();
    if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
    if (verdict !== undefined) verdicts.set(key, verdict);
    return verdict;
  };
  const audited = (output: CellOutput): CellOutput => {
    if (output.type !== "backtest" || !unaudited(output)) return output;
    const audit = verdictOn(output.result);
    return audit === undefined ? output : { type: "backtest", result: { ...output.result, audit } };
  };
  /** One cell per turn of the event loop, so that an input gets in between. */
  const auditNext = (amend: Amend): void => {
    const [next] = pending.values();
    if (next === undefined) return;
    pending.delete(next.cellId);
    amend(next.cellId, next.version, (next.outputs ?? []).map(audited));
    timer = setTimeout(() => auditNext(amend), 0);
  };
  return {
    saw(state) {
      if (state.outputs === undefined) return;
      if (state.outputs.some(unaudited)) pending.set(state.cellId, state);
      else pending.delete(state.cellId);
    },
    settled(amend) {
      clearTimeout(timer);
      timer = setTimeout(() => auditNext(amend), REST_MS);
    },
    pause() {
      clearTimeout(timer);
    },
  };
}
