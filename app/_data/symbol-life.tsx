import type { SeriesQuality } from "#server/quality/get-series-quality.ts";
import { formatDate } from "../_ui/format-number.ts";
import styles from "./data.module.css";

interface SymbolLifeProps {
  readonly symbol: string;
  readonly life: NonNullable<SeriesQuality["life"]>;
}

/** Where and since when a symbol trades, what it was called, and how it ended; nothing where nothing is known. */
export function SymbolLife({ symbol, life }: SymbolLifeProps) {
  const { exchange, listedOn, delistedOn, renamedTo, formerNames, active } = life;
  const facts = [
    ...(exchange === null ? [] : [`trades on ${exchange}`]),
    ...(listedOn === null ? [] : [`listed on ${formatDate(listedOn)}`]),
    ...(formerNames.length === 0 ? [] : [`formerly ${formerNames.join(", ")}`]),
  ];
  const end =
    renamedTo !== null
      ? `${symbol} trades as ${renamedTo}${delistedOn === null ? "" : ` since ${formatDate(delistedOn)}`}`
      : delistedOn !== null
        ? `delisted on ${formatDate(delistedOn)}`
        : active
          ? null
          : "no longer trades";
  if (facts.length === 0 && end === null) return null;
  return (
    <section>
      <h3>Listing</h3>
      <ul>
        {facts.length === 0 ? null : <li>{facts.join(", ")}</li>}
        {end === null ? null : <li className={styles.warning}>{end}</li>}
      </ul>
    </section>
  );
}
