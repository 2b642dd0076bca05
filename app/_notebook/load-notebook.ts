import { fromBase64 } from "#engine/notebook/base64.ts";
import type { KnownPrices } from "#engine/notebook/price-reads.ts";
import { readSnapshot, type NotebookSnapshot } from "#engine/notebook/snapshot.ts";
import type { Level } from "#server/access/roles.ts";
import { createApiClient } from "../_data/api.ts";

/** A notebook as the server has it, with what its cells showed last. */
export interface StoredNotebook {
  readonly id: string;
  readonly source: string;
  readonly revision: string;
  /** Id of the notebook that it is a copy of; null for one that began by itself. */
  readonly forkedFrom: string | null;
  /** Null where nothing was kept, or nothing that can be read. */
  readonly snapshot: NotebookSnapshot | null;
  /** The prices that are there now. */
  readonly prices: KnownPrices;
  readonly title: string;
  /** What the person may do with it. */
  readonly level: Level;
  /** Whether others may have it open, too. */
  readonly company: boolean;
  /** When its text was last saved; ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** Where nobody can tell which prices there are, whatever was computed of any is out of date. */
export const NO_PRICES: KnownPrices = { version: "", series: {} };

/** Loads a notebook; outputs that cannot be had cost a run, never the notebook. */
export async function loadNotebook(id: string): Promise<StoredNotebook> {
  const [notebook, snapshot, prices] = await Promise.all([
    createApiClient().notebooks.get.query({ id }),
    loadSnapshot(id).catch(() => null),
    createApiClient()
      .prices.version.query()
      .catch(() => NO_PRICES),
  ]);
  return { ...notebook, snapshot, prices };
}

async function loadSnapshot(id: string): Promise<NotebookSnapshot | null> {
  const found = await createApiClient().notebooks.snapshot.query({ id });
  if (!found) return null;
  return unpackSnapshot(found.body);
}

/** Reads kept outputs from base64 of gzip; nothing of them is believed unchecked. */
export async function unpackSnapshot(body: string): Promise<NotebookSnapshot> {
  const bytes = fromBase64(body) as Uint8Array<ArrayBuffer>;
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return readSnapshot(await new Response(unzipped).text());
}
