import { z } from "zod";
import type { CellState } from "#engine/notebook/output.ts";

const maybe = z.number().nullable();

const shakeFacts = z.object({
  question: z.string(),
  paths: z.number(),
  ...{ medianReturn: maybe, lowReturn: maybe, medianDrawdown: maybe, deepDrawdown: maybe },
  ...{ lossShare: z.number(), ruinShare: z.number() },
  block: z.number().optional().describe("mean length of the blocks, closes"),
});
/** What a question of a set came to, as its cell says it. */
export type ShakeFacts = z.infer<typeof shakeFacts>;

const runFactsOf = z.object({ trades: z.number(), closes: z.number(), score: maybe });
const harder = z.array(z.object({ name: z.string(), totalReturn: maybe, maxDrawdown: maybe }));

/** What a cell said as JSON, read by a schema; undefined where it said nothing that is such. */
function said<T>(state: CellState | undefined, schema: z.ZodType<T>): T | undefined {
  const texts = (state?.outputs ?? []).flatMap((output) => (output.type === "text" ? [output.text] : []));
  const found = texts.at(-1);
  if (found === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(found)).data;
  } catch {
    return undefined;
  }
}

/** The numbers of a question. */
export const facts = (state: CellState | undefined): ShakeFacts | undefined => said(state, shakeFacts);

/** How many trades and closes the set's own run had, and its objective where one account gives one. */
export const runFacts = (state: CellState | undefined): z.infer<typeof runFactsOf> | undefined =>
  said(state, runFactsOf);

/** The run as it was and made harder. */
export const harderFacts = (state: CellState | undefined): z.infer<typeof harder> | undefined =>
  said(state, harder);
