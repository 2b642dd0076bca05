import { z } from "zod";
import { symbolText } from "#engine/data/bars-request.ts";
import { level } from "#server/access/roles.ts";
import { notebookId } from "#server/notebooks/notebook-schemas.ts";

/** The most symbols that a link gives. */
const MAX_SYMBOLS = 500;

/** What a reader of a link may do: look at stored results, or run the code in their own sandbox, too. */
export const LINK_LEVELS = ["view", "run"] as const;
/** A notebook with its cells, or its results alone for paper. */
export const LINK_SHAPES = ["notebook", "sheet"] as const;

/** Which notebook. */
export const getSharesInput = z.object({ id: notebookId });

/** What members of the workspace may do with a notebook. */
export const setSharedInput = z.object({ id: notebookId, shared: level.exclude(["own"]) });

/** What one member may do with a notebook beyond that; "none" takes it away. */
export const grantInput = z.object({ id: notebookId, userId: z.string().min(1).max(100), level });

/** A link to make. */
export const makeLinkInput = z
  .object({
    id: notebookId,
    level: z.enum(LINK_LEVELS),
    shape: z.enum(LINK_SHAPES).default("notebook"),
    pinned: z.boolean().describe("whether it shows today's revision and results for good"),
    showCode: z.boolean().default(true),
    symbols: z.array(symbolText).max(MAX_SYMBOLS).default([]).describe("what a reader's run may load"),
    days: z.number().int().min(1).max(3650).nullable().describe("days that it lives; null for no end"),
  })
  .refine(({ pinned, shape }) => pinned || shape === "notebook", { error: "a sheet is pinned; pin it" })
  .refine(({ pinned, showCode }) => pinned || showCode, { error: "hiding code needs a pinned link; pin it" })
  .refine(({ level: given, showCode }) => given === "view" || showCode, {
    error: "code that is hidden cannot be run; choose view",
  });

/** Which link of which notebook. */
export const revokeLinkInput = z.object({ id: notebookId, link: z.string().min(1).max(100) });

/** A link by its id, which is its secret, too. */
export const linkInput = z.object({ link: z.string().min(1).max(100) });
