import type { Level } from "#server/access/roles.ts";

/** What a level lets do, as a person would say it. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  none: "nothing",
  view: "view",
  comment: "view and comment",
  run: "view, comment and run",
  edit: "edit",
  own: "own",
};
