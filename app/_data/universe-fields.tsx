import type { UniverseDefinition } from "#server/universes/universe-definition.ts";
import { formText, symbolsIn } from "./form-text.ts";
import { ProviderSelect, useProviderChoice } from "./provider-fields.tsx";

export type UniverseKind = UniverseDefinition["kind"];

/** How members are found, in words. */
export const KIND_WORDS: Readonly<Record<UniverseKind, string>> = {
  static: "these symbols",
  filter: "all that pass a filter",
  index: "an index, as of its dates",
  sql: "all that meet a condition",
};

/** The fields that go with a kind of universe. */
export function UniverseFields({ kind }: { readonly kind: UniverseKind }) {
  switch (kind) {
    case "static":
      return (
        <label>
          Symbols
          <textarea name="symbols" required rows={1} placeholder="AAPL, MSFT, BRK.B" spellCheck={false} />
        </label>
      );
    case "filter":
      return <FilterFields />;
    case "index":
      return <IndexFields />;
    case "sql":
      return (
        <label>
          Condition
          <textarea
            name="where"
            required
            rows={1}
            maxLength={2_000}
            placeholder="sector = 'Energy' AND price > 5"
            spellCheck={false}
          />
        </label>
      );
  }
}

function FilterFields() {
  return (
    <>
      {FILTERS.map(([name, words]) => (
        <label key={name}>
          {words}
          <input name={name} type="number" min={0} step="any" placeholder="any" />
        </label>
      ))}
      <label>
        Sectors
        <input name="sectors" maxLength={300} placeholder="any, or Energy, Health Care" />
      </label>
    </>
  );
}

const FILTERS = [
  ["minMarketCap", "Market value from"],
  ["minAverageVolume", "Average volume from"],
  ["minPrice", "Price from"],
  ["maxPrice", "Price to"],
] as const;

function IndexFields() {
  const choice = useProviderChoice();
  return (
    <>
      <label>
        Index
        <input name="index" required maxLength={40} defaultValue="sp500" />
      </label>
      <ProviderSelect label="From" choice={choice} />
    </>
  );
}

/** The definition that a form describes; the server says what is wrong with it. */
export function definitionOf(kind: UniverseKind, form: FormData): UniverseDefinition {
  switch (kind) {
    case "static":
      return { kind, symbols: symbolsIn(formText(form, "symbols")) };
    case "sql":
      return { kind, where: formText(form, "where") };
    case "index":
      return { kind, index: formText(form, "index"), provider: formText(form, "provider") };
    case "filter": {
      const numbers = FILTERS.map(([name]) => [name, formText(form, name)] as const).filter(
        ([, text]) => text !== "",
      );
      const sectors = formText(form, "sectors")
        .split(/\s*,\s*/)
        .filter((each) => each !== "");
      return {
        ...{ kind, synthetic: false },
        ...Object.fromEntries(numbers.map(([name, text]) => [name, Number(text)])),
        ...(sectors.length > 0 ? { sectors } : {}),
      };
    }
  }
}
