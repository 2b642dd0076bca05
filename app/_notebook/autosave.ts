/** Where the notebook stands between the screen and the server. */
export type SaveState =
  | { readonly kind: "saved" | "unsaved" | "saving" }
  /** Nobody answers, or somebody who does not take it. */
  | { readonly kind: "offline" | "refused"; readonly reason: string }
  | { readonly kind: "conflict"; readonly theirs: string };

/** What one attempt to save came to. */
export type SaveOutcome =
  | { readonly kind: "saved"; readonly revision: string }
  | { readonly kind: "conflict"; readonly theirs: string }
  | { readonly kind: "unreachable" | "failed"; readonly reason: string };

/** What saves in the autosave's place while several people write. */
export interface Keeper {
  /** Saves now; resolves once that is done, or could not be. */
  flush(): Promise<void>;
}

export interface AutosaveOptions {
  readonly revision: string;
  /** The text of that revision. */
  readonly source: string;
  readonly read: () => string;
  readonly save: (source: string, baseRevision: string) => Promise<SaveOutcome>;
  /** Keeps the text in this browser until the server has it; null once it has. */
  readonly keepDraft: (source: string | null) => void;
  readonly quietMs?: number;
  readonly retryMs?: number;
  /** The most text that a crash may cost: a draft is kept this long after a key at the latest. */
  readonly draftMs?: number;
}

/**
 * Saves a notebook some quiet moment after the last edit, one request at a time, and keeps a draft in
 * the browser meanwhile. A failed save is tried again; a conflict stops saving until somebody decides.
 */
export class Autosave {
  #state: SaveState = { kind: "saved" };
  #revision: string;
  #base: string | null;
  #keeper: Keeper | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #underWay = false;
  #dirty = false;
  readonly #listeners = new Set<() => void>();
  readonly #options: AutosaveOptions;

  constructor(options: AutosaveOptions) {
    this.#options = options;
    this.#revision = options.revision;
    this.#base = options.source;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): SaveState => this.#state;
  readonly revision = (): string => this.#revision;
  /** The saved text that the document goes on from; null where it is not known. */
  readonly base = (): string | null => this.#base;

  /** Says that the document changed. */
  touch(): void {
    this.#dirty = true;
    // Printing a large notebook takes milliseconds that belong to the keys.
    this.#draftTimer ??= setTimeout(() => this.keepDraft(), this.#options.draftMs ?? 300);
    if (this.#state.kind === "saved") this.#set({ kind: "unsaved" });
    if (this.#state.kind !== "conflict" && !this.#keeper) this.#schedule(this.#options.quietMs ?? 600);
  }

  /** Keeps the draft now, as before the page goes away. */
  keepDraft(): void {
    this.#endDraft();
    if (this.#dirty || this.#underWay) this.#options.keepDraft(this.#options.read());
  }

  /** Says that the document was typed upon an older revision than the server's `theirs`: somebody must decide. */
  meet(theirs: string): void {
    this.#dirty = true;
    this.#base = null;
    clearTimeout(this.#timer);
    this.keepDraft();
    this.#set({ kind: "conflict", theirs });
  }

  /** Leaves saving to somebody else from now on, who says by {@link report} how it goes; waits for a save under way. */
  async handOver(keeper: Keeper): Promise<void> {
    this.#keeper = keeper;
    clearTimeout(this.#timer);
    await this.#saving;
    clearTimeout(this.#timer);
  }

  /** Takes the keeper's word for where the notebook stands, and for the revision that the server has. */
  report(state: SaveState, revision: string = this.#revision): void {
    const isNews = revision !== this.#revision;
    this.#revision = revision;
    if (state.kind === "saved") {
      this.#dirty = false;
      this.#forgetDraft();
    }
    if (isNews || state.kind !== this.#state.kind) this.#set(state);
  }

  /** Saves now what is unsaved. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#keeper) return this.#keeper.flush();
    if (!this.#dirty || this.#underWay || this.#state.kind === "conflict") return;
    this.#dirty = false;
    this.#underWay = true;
    // Who has no connection reads so until there is one, not "saving" at every try.
    if (this.#state.kind !== "offline") this.#set({ kind: "saving" });
    const source = this.#options.read();
    this.#endDraft();
    this.#options.keepDraft(source);
    this.#saving = this.#options
      .save(source, this.#revision)
      .then((outcome) => this.#settle(outcome, source));
    await this.#saving;
  }

  /** Ends a conflict: the document goes on from `revision`, and is saved over it when `overwrite`. */
  resolve(revision: string, overwrite: boolean): void {
    this.#revision = revision;
    this.#dirty = overwrite;
    if (!overwrite) {
      this.#base = this.#options.read();
      this.#forgetDraft();
    }
    this.#set({ kind: overwrite ? "unsaved" : "saved" });
    if (overwrite) void this.flush();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#endDraft();
    this.#listeners.clear();
  }

  #endDraft(): void {
    clearTimeout(this.#draftTimer);
    this.#draftTimer = undefined;
  }

  #forgetDraft(): void {
    this.#endDraft();
    this.#options.keepDraft(null);
  }

  #settle(outcome: SaveOutcome, source: string): void {
    this.#underWay = false;
    if (outcome.kind === "saved") {
      this.#revision = outcome.revision;
      this.#base = source;
      if (!this.#dirty) this.#forgetDraft();
      this.#set({ kind: this.#dirty ? "unsaved" : "saved" });
      if (this.#dirty) this.#schedule(this.#options.quietMs ?? 600);
      return;
    }
    this.#dirty = true;
    if (outcome.kind === "conflict") this.#set({ kind: "conflict", theirs: outcome.theirs });
    else {
      this.#set({ kind: outcome.kind === "failed" ? "refused" : "offline", reason: outcome.reason });
      this.#schedule(this.#options.retryMs ?? 3000);
    }
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #set(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
