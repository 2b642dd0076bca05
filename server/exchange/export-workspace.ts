import { ENGINE_VERSION } from "#engine/version.ts";
import { LOCAL } from "#server/access/actor.ts";
import type { Actor } from "#server/access/actor.ts";
import type { Database } from "#server/db.ts";
import { type ExportedFile, jsonText } from "./exported-file.ts";
import { ledgerFile, notebookFiles } from "./notebook-files.ts";
import { runFiles } from "./run-files.ts";
import { storedSeries } from "./stored-series.ts";
import { INDEX_FILE, type WorkspaceIndex } from "./workspace-index.ts";

/**
 * Everything of a workspace that is work of people, as files one by one: notebooks with their named versions and what their cells showed, runs with
 * manifest, report, account and trades (CSV and Parquet), the ledger of trials, and a list of it all with the data's hashes. Prices stay with
 * whoever may give them.
 *
 * @param actor Who asks: what they may not see is left out.
 */
export async function* exportWorkspace(db: Database, actor: Actor = LOCAL): AsyncGenerator<ExportedFile> {
  const notebooks: WorkspaceIndex["notebooks"] = [];
  const runs: WorkspaceIndex["runs"] = [];
  yield* notebookFiles(db, actor, notebooks);
  yield* runFiles(db, actor, runs);
  let counted = {};
  for await (const file of ledgerFile(db, notebooks)) {
    counted = { ledger: file.path };
    yield file;
  }
  const data = await storedSeries(db);
  const index: WorkspaceIndex = { lookback: 1, engine: ENGINE_VERSION, notebooks, runs, ...counted, data };
  yield { path: INDEX_FILE, body: jsonText(index) };
}
