"use client";

import { Combobox } from "@base-ui/react/combobox";
import { useId } from "react";
import type { SymbolControl } from "#engine/notebook/controls/symbol.ts";
import { InputRow } from "./input-row.tsx";
import styles from "./inputs.module.css";
import { labelOfSymbol, SymbolList } from "./symbol-list.tsx";
import { useInputValue } from "./use-input-value.ts";
import { useSymbols } from "./use-datasets.ts";

/** One symbol of the datasets, found by typing a part of it or of its name. */
export function SymbolInput({ control }: { control: SymbolControl }) {
  const id = useId();
  const [value, change] = useInputValue(control.name, control.value);
  const symbols = useSymbols(control) ?? [{ symbol: value, name: "" }];
  const chosen = symbols.find(({ symbol }) => symbol === value) ?? { symbol: value, name: "" };
  return (
    <InputRow label={control.label} htmlFor={id}>
      <Combobox.Root
        items={symbols}
        value={chosen}
        onValueChange={(next) => next && change(next.symbol)}
        itemToStringLabel={labelOfSymbol}
        isItemEqualToValue={(a, b) => a.symbol === b.symbol}
        limit={200}
        autoHighlight
      >
        <Combobox.Input id={id} className={styles.field} placeholder="Search symbols" />
        <SymbolList />
      </Combobox.Root>
    </InputRow>
  );
}
