import { z } from "zod";
import { executionSettings } from "#engine/execution/settings.ts";
import { describeCatalogue } from "#server/cli/catalogue.ts";
import { describeCellApi } from "#server/reference/describe-cell-api.ts";
import { functionEntry } from "./function-entry.ts";
import type { ReferenceChapter } from "./reference-entry.ts";
import { toReference } from "./to-reference.ts";

/** The settings of a run that are no block: searched for by their names as often as blocks are. */
const EXECUTION = {
  kind: "execution",
  title: "How orders are filled",
  description:
    "The settings of a run, a strategy or a spec that say how orders become fills, and what holding costs.",
  params: z.toJSONSchema(executionSettings, { io: "input" }),
  outputs: [],
};

/**
 * The whole reference, on the server: what cells call, then every block by stage. All of it comes from the catalogues and the docstrings.
 *
 * @param root Folder that holds the sources.
 */
export function describeReference(root: string): ReferenceChapter[] {
  const { research = [], inputs = [], plots = [], engine = [] } = describeCellApi(root);
  const chapter = (name: string, functions: typeof research): ReferenceChapter => ({
    name,
    entries: functions.map(functionEntry),
  });
  return [
    chapter("research", research),
    chapter("inputs", inputs),
    chapter("plots", plots),
    ...toReference({ ...describeCatalogue(), settings: [EXECUTION] }),
    chapter("engine", engine),
  ];
}
