import { describeCatalogue } from "#server/cli/catalogue.ts";
import { describeCellApi } from "#server/reference/describe-cell-api.ts";
import { functionEntry } from "./function-entry.ts";
import type { ReferenceChapter } from "./reference-entry.ts";
import { toReference } from "./to-reference.ts";

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
    ...toReference(describeCatalogue()),
    chapter("engine", engine),
  ];
}
