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
  loadBars(request: BarsRequest): Promise<Uint8Array>;
  listDatasets(): Promise<readonly DatasetInfo[]>;
}
