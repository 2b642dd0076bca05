import { describe, expect, it } from "vitest";
import { createRegistry, defineStrategy, hold, int } from "#engine/index.ts";
import { compareVersions } from "#engine/version-order.ts";

const make = (version: string, text = "one") =>
  defineStrategy({
    name: "mine",
    version,
    params: { length: int(5, { min: 1, max: 9 }) },
    signal: text === "one" ? () => hold() : ({ bar }) => (bar > 2 ? hold() : hold()),
  });
const said = { createdAt: 1_600_000_000_000, author: "Ada" };

describe("createRegistry", () => {
  it("keeps versions with their hashes; latest is the highest, not the last", () => {
    const registry = createRegistry();
    for (const version of ["1.9.0", "1.10.0", "1.10.0-beta.2", "1.2.0"])
      registry.register(make(version), { ...said, changelog: `made ${version}` });
    expect(registry.versions("mine").map(({ version }) => version)).toEqual([
      "1.2.0",
      "1.9.0",
      "1.10.0-beta.2",
      "1.10.0",
    ]);
    const { record, strategy } = registry.get("mine");
    expect(record).toMatchObject({ version: "1.10.0", author: "Ada", changelog: "made 1.10.0" });
    expect(record.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(strategy.version).toBe("1.10.0");
    expect(registry.get("mine", "1.2.0").record.changelog).toBe("made 1.2.0");
    expect(registry.names()).toEqual(["mine"]);
  });

  it("takes the same version again, and refuses it with other code or parameters", () => {
    const registry = createRegistry();
    const record = registry.register(make("1.0.0"), said);
    expect(registry.register(make("1.0.0"), { createdAt: 1 })).toBe(record);
    expect(() => registry.register(make("1.0.0", "other"), said)).toThrow(
      /version 1\.0\.0 of mine is there with other code; raise the version/,
    );
    expect(() => registry.register(make("1.0.0"), { ...said, params: { length: 7 } })).toThrow(
      /with other parameters/,
    );
    expect(registry.register(make("1.0.1"), { ...said, params: { length: 7 } }).configHash).not.toBe(
      record.configHash,
    );
  });

  it("says what there is where a name or version is not", () => {
    const registry = createRegistry();
    registry.register(make("1.0.0"), said);
    expect(() => registry.get("mime")).toThrow(/unknown strategy: mime; did you mean mine\?/);
    expect(() => registry.get("mine", "2.0.0")).toThrow(
      /unknown version of mine: 2\.0\.0; use one of 1\.0\.0/,
    );
  });
});

describe("compareVersions", () => {
  it("keeps the order of Semantic Versioning 2.0.0, clause 11", () => {
    const ordered = [
      "0.9.9",
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
      "1.0.0",
      "1.0.1",
      "1.2.0",
      "2.0.0",
      "10.0.0",
    ];
    expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered);
    expect(compareVersions("1.0.0+a", "1.0.0+b")).toBe(0);
  });
});
