import { z } from "zod";
import { nearest, parseParams } from "./catalogue.ts";
import { EngineError } from "./errors.ts";
import { hashJson, hashText } from "./hash.ts";
import type { Strategy } from "./strategy.ts";
import { compareVersions } from "./version-order.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is known of one version of a strategy, as plain data. */
export const versionRecord = z.strictObject({
  name: z.string().min(1).max(200),
  version: z.string().max(100).describe("semantic version"),
  codeHash: hash.describe("of the strategy's code"),
  configHash: hash.describe("of its parameters' values"),
  createdAt: z.number().describe("UTC ms"),
  author: z.string().max(200).default(""),
  changelog: z.string().max(10_000).default(""),
});
/** One version of a strategy, as it is kept. */
export type VersionRecord = z.output<typeof versionRecord>;

/** What the one who registers a version says of it; the engine has no clock, so the time is said, too. */
export interface RegisterOptions {
  readonly createdAt: number;
  readonly author?: string;
  readonly changelog?: string;
  /** Values of parameters that make this version; defaults where absent. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Most versions of one strategy. */
export const MAX_VERSIONS = 10_000;

/** Strategies by name and version. */
export interface StrategyRegistry {
  /** Adds a version. The same again changes nothing; other code or parameters under a version that is there is an error. */
  register(strategy: Strategy, options: RegisterOptions): VersionRecord;
  /** A strategy by version; "latest" is the highest semantic version. */
  get(name: string, version?: string): { readonly strategy: Strategy; readonly record: VersionRecord };
  /** All versions of a strategy, lowest first. */
  versions(name: string): readonly VersionRecord[];
  names(): readonly string[];
}

interface Entry {
  readonly strategy: Strategy;
  readonly record: VersionRecord;
}

/**
 * Makes an empty registry. Its methods throw EngineError "unknown-block" on a name or version that is not there, "bad-spec" on a changed one.
 *
 * @example const registry = createRegistry(); registry.register(cross, { createdAt: 0, author: "me", changelog: "the first" });
 *   registry.versions("ema_crossover")
 */
export function createRegistry(): StrategyRegistry {
  const byName = new Map<string, Entry[]>();
  const entriesOf = (name: string): readonly Entry[] => {
    const entries = byName.get(name);
    if (entries) return entries;
    const near = nearest(name, [...byName.keys()]);
    const remedy = near ? `did you mean ${near}?` : "register it first";
    throw new EngineError("unknown-block", `unknown strategy: ${name}; ${remedy}`, {
      stage: "registry",
      kind: name,
    });
  };
  return {
    register: (strategy, options) => {
      const record = recordOf(strategy, options);
      const entries = byName.get(record.name) ?? [];
      const before = entries.find((entry) => entry.record.version === record.version)?.record;
      if (before) return sameOrThrow(before, record);
      if (entries.length >= MAX_VERSIONS)
        throw new EngineError(
          "over-limit",
          `too many versions of ${record.name}; use ${MAX_VERSIONS} or fewer`,
        );
      const all = [...entries, { strategy, record }];
      all.sort((a, b) => compareVersions(a.record.version, b.record.version));
      byName.set(record.name, all);
      return record;
    },
    get: (name, version = "latest") => {
      const entries = entriesOf(name);
      const found =
        version === "latest" ? entries.at(-1) : entries.find((entry) => entry.record.version === version);
      if (found) return found;
      const known = entries.map(({ record }) => record.version).join(", ");
      throw new EngineError("unknown-block", `unknown version of ${name}: ${version}; use one of ${known}`, {
        kind: name,
      });
    },
    versions: (name) => entriesOf(name).map(({ record }) => record),
    names: () => [...byName.keys()].sort(),
  };
}

function recordOf(strategy: Strategy, { params, ...said }: RegisterOptions): VersionRecord {
  const { name, version } = strategy;
  const config = strategy.prepare(params).params;
  const hashes = { codeHash: hashText(strategy.code()), configHash: hashJson(config) };
  return parseParams(versionRecord, { name, version, ...hashes, ...said }, { stage: "registry", kind: name });
}

function sameOrThrow(before: VersionRecord, record: VersionRecord): VersionRecord {
  if (before.codeHash === record.codeHash && before.configHash === record.configHash) return before;
  const what = before.codeHash === record.codeHash ? "parameters" : "code";
  const message = `version ${record.version} of ${record.name} is there with other ${what}; raise the version`;
  throw new EngineError("bad-spec", message, { stage: "registry", kind: record.name });
}
