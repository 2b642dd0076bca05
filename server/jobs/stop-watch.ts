import type { BarStore } from "#server/db.ts";
import { listen } from "#server/live/listen.ts";
import { STUDY_CHANNEL, studyOfRuns } from "#server/studies/study-events.ts";

/** Tells running shards that their study is to stop. */
export interface StopWatch {
  /** Aborts when the study is no longer running, or none of its markets or repeats waits any more; to be released by whoever asked. */
  signalOf(study: string, work?: Work): { readonly signal: AbortSignal; release(): void };
  /** Calls whenever something about the study may have changed, every two seconds at the least. @returns What ends that. */
  onChange(study: string, changed: () => void): () => void;
  /** Settles when some study has changed, at the latest after so many ms. */
  woken(ms: number): Promise<void>;
  close(): Promise<void>;
}

const LOOK_MS = 500;
/** Coordinators are told this often without a call of the database: each of them reads then what is new. */
const TELL_MS = 2_000;
const STOPPED = {
  runs: `SELECT id FROM unnest($1::uuid[]) AS asked(id)
    WHERE NOT EXISTS (SELECT 1 FROM studies WHERE studies.id = asked.id AND status = 'running')`,
  markets: `SELECT id FROM unnest($1::uuid[]) AS id
    WHERE NOT EXISTS (SELECT 1 FROM study_markets WHERE study_id = id AND status = 'queued')`,
  repeats: `SELECT id FROM unnest($1::uuid[]) AS id
    WHERE NOT EXISTS (SELECT 1 FROM trial_repeats WHERE study_id = id AND status = 'queued')`,
};
type Work = keyof typeof STOPPED;

/** Watches the studies of this process's shards: woken by the database, and by a look twice a second where that fails. */
export function openStopWatch(db: BarStore, url: string): StopWatch {
  const running: Record<Work, Map<AbortController, string>> = {
    runs: new Map(),
    markets: new Map(),
    repeats: new Map(),
  };
  const changes = new Map<() => void, string>();
  let wake: () => void = () => undefined;
  const lookAt = async (work: Work): Promise<void> => {
    if (running[work].size === 0) return;
    const ids = [...new Set(running[work].values())];
    const { rows } = await db.pool.query<{ id: string }>(STOPPED[work], [ids]).catch(() => ({ rows: [] }));
    const stopped = new Set(rows.map(({ id }) => id));
    for (const [controller, study] of running[work]) if (stopped.has(study)) controller.abort();
  };
  let looking: Promise<unknown> | undefined;
  let again = false;
  // One look at a time: a thousand calls in a second are answered by a few.
  const look = (): void => {
    again = looking !== undefined;
    looking ??= Promise.all([lookAt("runs"), lookAt("markets"), lookAt("repeats")]).finally(() => {
      looking = undefined;
      if (again) look();
    });
  };
  const tell = (id: string): void => {
    for (const [changed, study] of changes) if (id === "" || id === study) changed();
  };
  const listening = listen(url, STUDY_CHANNEL, (told) => {
    const ofRuns = studyOfRuns(told);
    tell(ofRuns ?? told);
    if (ofRuns !== undefined) return;
    wake();
    look();
  });
  const beat = setInterval(look, LOOK_MS);
  const slowBeat = setInterval(() => tell(""), TELL_MS);
  return {
    signalOf(study, work = "runs") {
      const controller = new AbortController();
      running[work].set(controller, study);
      return { signal: controller.signal, release: () => void running[work].delete(controller) };
    },
    onChange(study, changed) {
      changes.set(changed, study);
      return () => void changes.delete(changed);
    },
    woken: (ms) =>
      new Promise((settle) => {
        const timer = setTimeout(settle, ms);
        wake = () => {
          clearTimeout(timer);
          settle();
        };
      }),
    async close() {
      clearInterval(beat);
      clearInterval(slowBeat);
      await listening.close();
    },
  };
}
