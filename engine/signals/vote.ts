import { z } from "zod";
import { parseParams, plainSpec } from "../catalogue.ts";
import type { AnySignalBlock, SeriesLookup, SignalContext, SignalGenerator } from "./generator.ts";
import { leaves } from "./leaves.ts";
import type { Action, Signal } from "./signal.ts";

/** A generator among several, and its share of the vote. */
export interface Voter {
  readonly weight: number;
  readonly generator: SignalGenerator;
}

/** A generator as plain data: its kind and parameters. */
export const plainGenerator = z.strictObject({
  kind: z.string().min(1).max(100).describe("kind of a signal generator that holds no others"),
  params: z.record(z.string(), z.unknown()).default({}).describe("its parameters"),
  weight: z.number().positive().max(1e6).default(1).describe("its share of the vote"),
});

/** What a generator of generators knows of itself; `decide` hears every voter. */
export interface VoteDefinition {
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly params: z.ZodObject;
  readonly decide: (votes: readonly Vote[], params: Readonly<Record<string, unknown>>) => Signal;
}

/** What one generator said at this bar. */
export interface Vote {
  readonly weight: number;
  readonly signal: Signal;
}

/** A block whose generators come as plain data in `params.of`, or made. */
export interface VoteBlock extends AnySignalBlock {
  readonly make: (voters: readonly Voter[], params: Readonly<Record<string, unknown>>) => SignalGenerator;
}

/** Makes a generator of generators. @throws EngineError "bad-param" or "unknown-block" at each use. */
export function defineVote(definition: VoteDefinition): VoteBlock {
  const { kind, title, description } = definition;
  const own = definition.params.strict();
  const params = definition.params.extend({
    of: z.array(plainGenerator).min(1).max(100).describe("the generators that are asked, at every bar"),
  });
  const make: VoteBlock["make"] = (voters, given) => {
    const parsed = parseParams(own, given, { stage: "signals", kind });
    const parts = voters.map(({ generator, weight }) => ({ ...plainSpec(generator, leaves), weight }));
    // What the catalogue cannot make again has another name there.
    const known = voters.every(({ generator }) => leaves.blocks.some((leaf) => leaf.kind === generator.kind));
    return {
      kind: known ? kind : `${kind}-of-own`,
      params: { ...parsed, of: parts },
      decide: (series, view) => definition.decide(hear(voters, series, view), parsed),
    };
  };
  const of = (untrusted: unknown): SignalGenerator => {
    const parsed = parseParams(params.strict(), untrusted, { stage: "signals", kind });
    const { of: parts, ...rest } = parsed as { of: z.output<typeof plainGenerator>[] };
    const voters = parts.map(({ weight, ...part }) => ({
      weight,
      generator: leaves.find(part.kind).of(part.params),
    }));
    return make(voters, rest);
  };
  return { kind, title, description, params, of, make };
}

function hear(voters: readonly Voter[], series: SeriesLookup, view: SignalContext): Vote[] {
  return voters.map(({ weight, generator }) => ({ weight, signal: generator.decide(series, view) }));
}

/** The reasons of those who said `action`, joined. */
export function reasonsFor(votes: readonly Vote[], action: Action): string {
  return votes.flatMap(({ signal }) => (signal.action === action ? [signal.reason] : [])).join(", ");
}
