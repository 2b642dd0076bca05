import { z } from "zod";

const note = z.union([
  z.object({ revision: z.string().max(100) }),
  z.object({ opened: z.literal(true) }),
  z.object({ here: z.literal(true) }),
]);
type Note = z.infer<typeof note>;

/** What a window hears of the others. */
export interface WindowListener {
  /** Another window saved a revision. */
  saved(revision: string): void;
  /** Another window has the notebook open. */
  met(): void;
}

/** The windows of this browser that have one notebook open: each tells the others that it is there, and at once of what it saved. */
export class WindowNews {
  readonly #channel: BroadcastChannel | null;

  constructor(notebookId: string, listener: WindowListener) {
    // The server draws the page, too, and has no windows.
    this.#channel =
      typeof window === "undefined" ? null : new BroadcastChannel(`lookback.notebook.${notebookId}`);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const heard = note.safeParse(data, { jitless: true }).data;
      if (heard === undefined) return;
      if ("revision" in heard) return listener.saved(heard.revision);
      if ("opened" in heard) this.#tell({ here: true });
      listener.met();
    });
    this.#tell({ opened: true });
  }

  saved(revision: string): void {
    this.#tell({ revision });
  }

  close(): void {
    this.#channel?.close();
  }

  #tell(said: Note): void {
    this.#channel?.postMessage(said);
  }
}
