/** What a page of this notebook had typed and not saved. */
export interface KeptDraft {
  /** The revision that it was typed upon. */
  readonly revision: string;
  readonly source: string;
  /** What of it was written together with others and may not have reached them; see the company's `unkept`. */
  readonly unkept?: string;
}

/** Where drafts are kept between visits. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/**
 * The text of one notebook that the server does not have yet, kept in this browser. Each page has a draft
 * of its own, so that two windows on one notebook do not write over each other's.
 */
export class Draft {
  readonly #prefix: string;
  readonly #page: string;
  readonly #storage: DraftStorage | null;

  constructor(notebookId: string, storage: DraftStorage | null, page: string) {
    this.#prefix = `lookback.draft.${notebookId}.`;
    this.#page = page;
    this.#storage = storage;
  }

  /** The newest draft that an earlier page left; it is this page's from now on. */
  take(): KeptDraft | null {
    const found = this.#left().sort((a, b) => b.at - a.at)[0];
    if (!found) return null;
    this.#storage?.removeItem(found.key);
    const { revision, source, unkept } = found;
    return { revision, source, ...(unkept === "" ? {} : { unkept }) };
  }

  /** @returns Whether there was room for it; a full storage keeps what it had. */
  keep(source: string | null, revision: string, unkept: string | null = null): boolean {
    try {
      if (source === null) this.#storage?.removeItem(this.#prefix + this.#page);
      else
        this.#storage?.setItem(
          this.#prefix + this.#page,
          `${Date.now()} ${revision} ${unkept ?? ""}\n${source}`,
        );
      return this.#storage !== null;
    } catch {
      return false;
    }
  }

  #left(): { key: string; at: number; revision: string; source: string; unkept: string }[] {
    const storage = this.#storage;
    if (!storage) return [];
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(this.#prefix) && key !== this.#prefix + this.#page)
      .map((key) => {
        const text = storage.getItem(key) ?? "";
        const head = text.indexOf("\n");
        const [at = "", revision = "", unkept = ""] = text.slice(0, head).split(" ");
        return { key, at: Number(at), revision, unkept, source: text.slice(head + 1) };
      });
  }
}
