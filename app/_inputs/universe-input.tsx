"use client";

import { Combobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useId } from "react";
import { CONTROL_LIMITS } from "#engine/notebook/controls/control-options.ts";
import type { UniverseControl } from "#engine/notebook/controls/universe.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { labelOfSymbol, SymbolList } from "./symbol-list.tsx";
import { useInputValue } from "./use-input-value.ts";
import { type SymbolChoice, useSymbols } from "./use-datasets.ts";

/** Several symbols as chips, searched by symbol or name; Backspace takes the last one away. */
export function UniverseInput({ control }: { control: UniverseControl }) {
  const id = useId();
  const [value, change] = useInputValue<string[]>(control.name, control.value);
  const symbols = useSymbols(control);
  const known = new Map(symbols?.map((choice) => [choice.symbol, choice]));
  const chosen = value.map((symbol): SymbolChoice => known.get(symbol) ?? { symbol, name: "" });
  const all = symbols?.map(({ symbol }) => symbol).slice(0, CONTROL_LIMITS.chosen) ?? [];
  const take = (next: readonly SymbolChoice[]): void =>
    change(next.slice(0, CONTROL_LIMITS.chosen).map(({ symbol }) => symbol));
  return (
    <InputRow label={control.label} htmlFor={id}>
      <Combobox.Root
        multiple
        items={symbols ?? chosen}
        value={chosen}
        // Escape is for leaving the list: it must not throw the choice away.
        onValueChange={(next, { reason }) => {
          if (reason !== "escape-key") take(next);
        }}
        itemToStringLabel={labelOfSymbol}
        isItemEqualToValue={(a, b) => a.symbol === b.symbol}
        limit={200}
        autoHighlight
      >
        <Combobox.Chips className={styles.chips}>
          {chosen.map(({ symbol }) => (
            <Combobox.Chip key={symbol} className={styles.chip} aria-label={symbol}>
              {symbol}
              <Combobox.ChipRemove aria-label={`Remove ${symbol}`}>
                <X size={11} aria-hidden />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input id={id} placeholder={chosen.length === 0 ? "Search symbols" : ""} />
        </Combobox.Chips>
        <SymbolList />
      </Combobox.Root>
      <span className={styles.unit}>
        {value.length} chosen{" "}
        <button type="button" className={styles.link} onClick={() => change(all)} disabled={all.length === 0}>
          all
        </button>{" "}
        <button
          type="button"
          className={styles.link}
          onClick={() => change([])}
          disabled={value.length === 0}
        >
          none
        </button>
      </span>
    </InputRow>
  );
}
