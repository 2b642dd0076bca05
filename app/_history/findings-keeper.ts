import { type Finding, findingsOf } from "#engine/notebook/versions/findings.ts";
import { createApiClient } from "../_data/api.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";

/** After the last run or save, this long passes before findings are kept. */
const QUIET_MS = 1_500;

/** Sends what the backtests of a saved text found, for the history; keeps on until the returned function is called. */
export function keepFindings(
  { id, store, states, autosave }: Pick<OpenNotebook, "id" | "store" | "states" | "autosave">,
  send: (found: { id: string; revision: string; findings: Finding[] }) => Promise<unknown> = (found) =>
    createApiClient().notebooks.keepFindings.mutate(found),
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = "";
  const keep = () => {
    const all = states.all();
    const busy = [...all.values()].some(({ status }) => status === "running" || status === "queued");
    if (busy || autosave.state().kind !== "saved") return;
    const findings = findingsOf(store.order().flatMap((cellId) => all.get(cellId) ?? []));
    const revision = autosave.revision();
    const key = [revision, ...findings.map(({ cellId, resultHash }) => `${cellId} ${resultHash}`)].join();
    if (findings.length === 0 || key === sent) return;
    sent = key;
    // Losing them costs a comparison its numbers; the next run sends them again.
    send({ id, revision, findings }).catch(() => (sent = ""));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET_MS);
  };
  const parts = [states.subscribe(soon), autosave.subscribe(soon)];
  soon();
  return () => {
    clearTimeout(timer);
    for (const part of parts) part();
  };
}
