import type { OpenedLink } from "#server/shares/open-link.ts";
import { createApiClient } from "../_data/api.ts";
import { fetchBars } from "../_data/fetch-bars.ts";
import { unpackSnapshot } from "../_notebook/load-notebook.ts";
import type { Reading } from "./reading.ts";

/** A link's notebook, and whether it is for paper. */
export interface LinkedReading extends Reading {
  readonly shape: OpenedLink["shape"];
}

/**
 * Opens a link. Its runs load what the link names, and nothing of the reader's own.
 *
 * @throws Error with the server's sentence for a link that has ended.
 */
export async function readLink(link: string): Promise<LinkedReading> {
  const api = createApiClient();
  const { snapshot: body, level, ...opened } = await api.shares.open.query({ link });
  // Outputs that cannot be read cost a run, never the notebook.
  const snapshot = body === null ? null : await unpackSnapshot(body).catch(() => null);
  return {
    ...opened,
    id: `link-${link}`,
    snapshot,
    mayRun: level === "run",
    member: null,
    loadBars: (request) => fetchBars(request, link),
    listDatasets: () => api.shares.datasets.query({ link }),
  };
}
