"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TIMEFRAMES } from "#engine/market/bars.ts";
import { useTRPC } from "../_data/api.ts";
import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const BARS = TIMEFRAMES.map((value) => ({ value, words: value }));
const ACCOUNTS = [
  { value: "shared", words: "one for all symbols" },
  { value: "each", words: "one each, scored by their mean" },
] as const;

/** On which bars and with what account a study runs. */
export function DataFields({ draft, change }: DraftFieldsProps) {
  return (
    <DraftSection
      title="Bars and account"
      about="Dates bound where trials trade; earlier bars warm indicators up."
    >
      <TextField
        label="Symbols"
        value={draft.symbols}
        placeholder="AAPL, MSFT"
        onChange={(symbols) => change({ symbols })}
        wide
      />
      <UniverseField change={change} />
      <ChoiceField
        label="Length of a bar"
        value={draft.timeframe}
        options={BARS}
        onChange={(timeframe) => change({ timeframe })}
      />
      <TextField label="From" type="date" value={draft.from} onChange={(from) => change({ from })} />
      <TextField label="Until" type="date" value={draft.to} onChange={(to) => change({ to })} />
      <TextField label="Capital" value={draft.capital} onChange={(capital) => change({ capital })} />
      <ChoiceField
        label="Account"
        value={draft.accounts}
        options={ACCOUNTS}
        onChange={(accounts) => change({ accounts })}
      />
    </DraftSection>
  );
}

/** Fills the symbols in with all that were ever in a universe. */
function UniverseField({ change }: Pick<DraftFieldsProps, "change">) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const universes = useQuery(trpc.universes.list.queryOptions());
  const names = [...new Set((universes.data ?? []).map(({ name }) => name))];
  if (names.length === 0) return null;
  const fill = async (name: string): Promise<void> => {
    if (name === "") return;
    const { members } = await queries.fetchQuery(trpc.universes.get.queryOptions({ name }));
    change({ symbols: [...new Set(members.map(({ symbol }) => symbol))].join(", ") });
  };
  return (
    <ChoiceField
      label="Or a universe"
      value=""
      options={[{ value: "", words: "choose one" }, ...names.map((name) => ({ value: name, words: name }))]}
      onChange={(name) => void fill(name)}
    />
  );
}
