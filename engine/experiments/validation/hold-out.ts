import { z } from "zod";
import { EngineError } from "../../errors.ts";

/** Bars that are kept away from every search, and each time they were looked at after all. */
export const holdOut = z.strictObject({
  from: z.number().describe("UTC ms: the first moment that is sealed"),
  openings: z
    .array(
      z.strictObject({
        strategy: z.string().max(200),
        values: z.string().max(10_000),
        score: z.number().nullable(),
      }),
    )
    .max(10_000)
    .default([])
    .describe("every look at the sealed bars, in order; only the first is out of sample"),
});
/** A sealed hold-out, as it is stored. */
export type HoldOut = Readonly<z.output<typeof holdOut>>;
/** One look at sealed bars. */
export type HoldOutOpening = HoldOut["openings"][number];

/**
 * Seals the last share of the given times.
 *
 * @param times UTC ms, ascending.
 * @throws EngineError "bad-param" on a share that leaves nothing on one side.
 */
export function sealHoldOut(times: ArrayLike<number>, share = 0.2): HoldOut {
  const first = Math.floor(times.length * (1 - share));
  const from = times[first];
  if (!(share > 0 && share < 1) || from === undefined || first === 0)
    throw new EngineError(
      "bad-param",
      `invalid share: ${share}; use a share between 0 and 1 that leaves bars on both sides`,
      { field: "share" },
    );
  return { from, openings: [] };
}

/** The hold-out with one more look at it written down. */
export function openHoldOut(sealed: HoldOut, opening: HoldOutOpening): HoldOut {
  return { ...sealed, openings: [...sealed.openings, opening] };
}

/** What a look at the sealed bars is worth: the first is out of sample, later ones are part of the search. */
export function holdOutWarning({ openings }: HoldOut): string | null {
  if (openings.length <= 1) return null;
  return `the hold-out was opened ${openings.length} times; only the first look was out of sample`;
}
