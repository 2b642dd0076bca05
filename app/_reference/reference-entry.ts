/** One parameter of a block in words. */
export interface ReferenceParam {
  readonly name: string;
  readonly type: string;
  readonly fallback: string;
  readonly description: string;
}

/** One block or function as the reference shows it. */
export interface ReferenceEntry {
  /** As it is written in a cell, or in a spec. */
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly outputs: readonly string[];
  readonly params: readonly ReferenceParam[];
  /** The call with its types; functions only. */
  readonly signature?: string;
  readonly returns?: string;
  readonly throws?: string;
  /** How it is called; null where it is not called by name. */
  readonly call: string | null;
  /** A whole cell that shows it at work on sample prices; null where there is none. */
  readonly example: string | null;
}

/** The entries of one stage of the pipeline, or of one part of the cells' API. */
export interface ReferenceChapter {
  readonly name: string;
  readonly entries: readonly ReferenceEntry[];
}
