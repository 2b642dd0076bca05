/**
 * The text of one notebook that the server does not have yet, kept in this browser.
 * It counts only while the server still stands at the revision that it was typed upon.
 */
export class Draft {
  readonly #key: string;

  constructor(notebookId: string) {
    this.#key = `lookback.draft.${notebookId}`;
  }

  read(revision: string): string | null {
    if (typeof localStorage === "undefined") return null;
    const kept = localStorage.getItem(this.#key);
    const at = kept?.indexOf("\n") ?? -1;
    return kept !== null && kept.slice(0, at) === revision ? kept.slice(at + 1) : null;
  }

  keep(source: string | null, revision: string): void {
    if (source === null) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, `${revision}\n${source}`);
  }
}
