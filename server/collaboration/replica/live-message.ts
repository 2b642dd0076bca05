import { z } from "zod";

/** Bounds of one connection; past one it is closed with a reason. */
export const LIVE_LIMITS = {
  /** A notebook of 8 MB as one update, with what Yjs adds. */
  frameBytes: 24 * 1024 * 1024,
  noteBytes: 4_096,
  /** Connections to one notebook. */
  people: 64,
} as const;

/** Why a connection was closed for good, as codes of its end. */
export const ENDED = {
  /** Absent, or not to be seen by this person (any more). */
  noAccess: 4403,
  /** What came could not be read, or was too much. */
  misspoke: 4400,
} as const;

/**
 * First byte of a binary frame; the rest is Yjs's. The answer to a page's vector is told from the updates of others, which may come before it and
 * build on what only the answer has.
 */
export const FRAME = { vector: 0, update: 1, answer: 2 } as const;

const cellId = z.string().max(32).nullable();
/** A place in a cell's text that stays with the letters around it: Yjs's relative position, base64. */
const spot = z.string().max(200).optional();

/** Where somebody is in a notebook. */
export const whereabouts = z.object({
  cell: cellId.describe("id of the cell with their cursor"),
  editing: z.boolean().describe("whether their keys go into its text"),
  anchor: spot,
  head: spot,
});
/** Where somebody is in a notebook. */
export type Whereabouts = z.infer<typeof whereabouts>;

/** Somebody who has the notebook open; name and colour are the server's word, never their own. */
export const livePerson = whereabouts.extend({
  peer: z.string().max(40).describe("names one window"),
  name: z.string().max(200),
  colour: z.number().int().min(0).max(7).describe("index into the palette of people"),
  mayEdit: z.boolean(),
});
/** Somebody who has the notebook open. */
export type LivePerson = z.infer<typeof livePerson>;

/** What a page says. */
export const pageNote = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("here"), where: whereabouts }),
  z.object({ kind: z.literal("save") }),
]);
/** What a page says. */
export type PageNote = z.infer<typeof pageNote>;

const revision = z.string().max(100);

/** What the server says. */
export const serverNote = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("hello"),
    generation: z
      .string()
      .max(40)
      .describe("another one is another document, whose updates do not mix with these"),
    peer: z.string().max(40).describe("this window"),
    mayEdit: z.boolean(),
    revision,
    people: z.array(livePerson).max(LIVE_LIMITS.people),
  }),
  z.object({ kind: z.literal("here"), person: livePerson }),
  z.object({ kind: z.literal("left"), peer: z.string().max(40) }),
  z.object({
    kind: z.literal("kept"),
    count: z.number().int().nonnegative().describe("updates of this connection that are in the database"),
  }),
  z.object({ kind: z.literal("saved"), revision }),
]);
/** What the server says. */
export type ServerNote = z.infer<typeof serverNote>;

/** A binary frame of one of {@link FRAME}'s kinds. */
export function frameOf(kind: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(body.length + 1);
  frame[0] = kind;
  frame.set(body, 1);
  return frame;
}
