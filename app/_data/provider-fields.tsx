import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Timeframe } from "#engine/market/bars.ts";
import { useTRPC } from "./api.ts";
import { formText } from "./form-text.ts";

/** The providers that a form chooses among. */
export interface ProviderChoice {
  readonly ready: readonly { readonly name: string; readonly title: string }[];
  /** The chosen one; undefined while nothing is known or none has a key. */
  readonly chosen: { readonly name: string; readonly timeframes: readonly Timeframe[] } | undefined;
  /** Variables that would add more. */
  readonly missing: readonly string[];
  readonly choose: (name: string) => void;
  /** The length of bars that a form says, if the chosen provider has it; days otherwise. */
  readonly timeframeIn: (form: FormData) => Timeframe;
}

/** The providers that can be used now, and which of them is chosen: the first until somebody does. */
export function useProviderChoice(): ProviderChoice {
  const trpc = useTRPC();
  const { data = [] } = useQuery(trpc.providers.list.queryOptions());
  const [name, choose] = useState("");
  const ready = data.filter((each) => each.ready);
  const chosen = ready.find((each) => each.name === name) ?? ready[0];
  const missing = data.filter((each) => !each.ready).map((each) => each.missing);
  const timeframeIn = (form: FormData) =>
    chosen?.timeframes.find((each) => each === formText(form, "timeframe")) ?? "1d";
  return { ready, chosen, missing, choose, timeframeIn };
}

/** Which provider; a form reads it under "provider". */
export function ProviderSelect({
  label,
  choice: { ready, chosen, choose },
}: {
  readonly label: string;
  readonly choice: ProviderChoice;
}) {
  return (
    <label>
      {label}
      <select name="provider" value={chosen?.name ?? ""} onChange={(event) => choose(event.target.value)}>
        {ready.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which of the lengths that the chosen provider has. */
export function TimeframeSelect({ choice: { chosen } }: { readonly choice: ProviderChoice }) {
  return (
    <label>
      Length of a bar
      <select name="timeframe" key={chosen?.name} defaultValue="1d">
        {chosen?.timeframes.map((timeframe) => (
          <option key={timeframe}>{timeframe}</option>
        ))}
      </select>
    </label>
  );
}
