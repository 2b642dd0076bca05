import { dropGlobals } from "#workers/cells/drop-globals.ts";
import type { Helper } from "./crew.ts";
import { type SweepJob, workOn } from "./sweep-job.ts";
import { type TrialJob, workOnTrials } from "./trial-job.ts";

/** What a helping worker is started with. */
export interface HelperParts {
  /** Leads to whoever hands out the work. */
  readonly helper: MessagePort;
}

/** Starts a helping worker: it answers every job with one message once it is done with it. */
export function startHelper({ helper }: HelperParts): void {
  helper.onmessage = ({ data }: MessageEvent<SweepJob | TrialJob>) => {
    const ended = (): void => helper.postMessage(null);
    ("port" in data ? workOnTrials(data) : workOn(data)).then(ended, ended);
  };
  dropGlobals();
}

/** Takes the constructor and the kernel's address while this thread still has them; cells never see either. */
export function helperMaker(kernelUrl: string): () => Helper {
  const NativeWorker = globalThis.Worker;
  return () => {
    const worker = new NativeWorker(kernelUrl, { name: "sweep" });
    const { port1, port2 } = new MessageChannel();
    let ended: () => void = () => undefined;
    port1.onmessage = () => ended();
    worker.onerror = (event) => {
      // The rows that it leaves undone are run by whoever handed them out.
      event.preventDefault();
      ended();
    };
    const parts: HelperParts = { helper: port2 };
    worker.postMessage(parts, [port2]);
    return {
      work(job, whenEnded) {
        ended = whenEnded;
        port1.postMessage(job, "port" in job ? [job.port] : []);
      },
      dismiss() {
        port1.close();
        worker.terminate();
      },
    };
  };
}
