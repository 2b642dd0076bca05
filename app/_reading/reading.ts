import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { NotebookSnapshot } from "#engine/notebook/snapshot.ts";

/** A notebook that somebody reads: whose it is, what its cells showed, and what a run of the reader's own may load. */
export interface Reading {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly revision: string;
  readonly snapshot: NotebookSnapshot | null;
  /** Null where there are no accounts. */
  readonly author: string | null;
  /** When this text was saved; ISO 8601, UTC. */
  readonly savedAt: string;
  readonly pinned: boolean;
  readonly showCode: boolean;
  readonly mayRun: boolean;
  /** Whether others may have it open, to whom the reader is shown; absent for readers through a link. */
  readonly company?: boolean;
  /** What a member of its workspace may besides: see what is said and how it came to be; null for whoever has a link only. */
  readonly member: { readonly mayComment: boolean } | null;
  loadBars(request: BarsRequest): Promise<Uint8Array>;
  listDatasets(): Promise<readonly DatasetInfo[]>;
}
