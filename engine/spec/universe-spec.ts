import { z } from "zod";
import { parseParams } from "../catalogue.ts";
import type { Membership } from "../data/universe.ts";
import { moment } from "./bind.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "use a date like 2020-01-31")
  .describe("UTC date");

/** A universe as plain data, from YAML or JSON: symbols, each from one day to the other where it did not always belong. */
export const universeSpec = z
  .array(
    z.union([
      z.string().min(1).max(40).describe("a symbol that always belongs"),
      z.strictObject({
        symbol: z.string().min(1).max(40),
        from: date.optional().describe("first day on which it belongs"),
        to: date.optional().describe("first day on which it no longer does"),
      }),
    ]),
  )
  .min(1)
  .max(1_000_000);
/** A universe as plain data. */
export type UniverseSpec = z.input<typeof universeSpec>;

/**
 * Reads a universe's members from plain data.
 *
 * @throws EngineError "bad-param" naming the wrong entry, "bad-spec" on a day that does not exist.
 */
export function membersFromSpec(given: unknown): Membership[] {
  return parseParams(universeSpec, given, { stage: "spec" }).map((entry, index) => {
    if (typeof entry === "string") return { symbol: entry, from: -8.64e15 };
    const { symbol, from, to } = entry;
    return {
      symbol,
      from: from === undefined ? -8.64e15 : moment(from, `${index}.from`),
      ...(to === undefined ? {} : { to: moment(to, `${index}.to`) }),
    };
  });
}
