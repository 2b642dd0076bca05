import { z } from "zod";

const savedNote = z.object({ revision: z.string().max(100) });

/** The windows of this browser that have one notebook open: each tells the others at once of what it saved. */
export class WindowNews {
  readonly #channel: BroadcastChannel | null;

  /** @param onSaved Told the revision that another window saved. */
  constructor(notebookId: string, onSaved: (revision: string) => void) {
    // The server draws the page, too, and has no windows.
    this.#channel =
      typeof window === "undefined" ? null : new BroadcastChannel(`lookback.notebook.${notebookId}`);
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const note = savedNote.safeParse(data, { jitless: true });
      if (note.success) onSaved(note.data.revision);
    });
  }

  saved(revision: string): void {
    this.#channel?.postMessage({ revision });
  }

  close(): void {
    this.#channel?.close();
  }
}
