"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import styles from "./inputs.module.css";
import type { SymbolChoice } from "./use-datasets.ts";

/** What a search looks at: the symbol and its name. */
export const labelOfSymbol = ({ symbol, name }: SymbolChoice): string =>
  name === "" || name === symbol ? symbol : `${symbol}  ${name}`;

/** The list of symbols that opens below a picker. */
export function SymbolList() {
  return (
    <Combobox.Portal>
      <Combobox.Positioner className={styles.positioner} sideOffset={4} align="start">
        <Combobox.Popup className={styles.popup}>
          <Combobox.Empty className={styles.nothing}>No such symbol.</Combobox.Empty>
          <Combobox.List>
            {(choice: SymbolChoice) => (
              <Combobox.Item key={choice.symbol} value={choice} className={styles.item}>
                <b>{choice.symbol}</b>
                <span>{choice.name === choice.symbol ? "" : choice.name}</span>
                <Combobox.ItemIndicator>
                  <Check size={13} aria-hidden />
                </Combobox.ItemIndicator>
              </Combobox.Item>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}
