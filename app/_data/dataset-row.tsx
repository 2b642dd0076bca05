"use client";

import { useState } from "react";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { unfitReason } from "#engine/data/quality/fitness.ts";
import { scorePoints } from "#engine/data/quality/score-text.ts";
import { formatDate } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import data from "./data.module.css";
import { SeriesQuality } from "./series-quality.tsx";

/** A dataset of the list; its symbol opens what is known of its quality. */
export function DatasetRow({ item }: { readonly item: DatasetInfo }) {
  const [isOpen, setIsOpen] = useState(false);
  const unfit = unfitReason(item);
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className={data.open}
            aria-expanded={isOpen}
            aria-label={`Quality of ${item.symbol} ${item.timeframe}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {item.symbol}
          </button>
        </td>
        <td className={styles.prose}>
          {item.name} {item.synthetic ? <span className={styles.badge}>synthetic</span> : null}
        </td>
        <td className={styles.quiet} data-room="wide">
          {item.sector ?? "–"}
        </td>
        <td>{item.timeframe}</td>
        <td className="numeric">{item.bars.toLocaleString("en-US")}</td>
        <td>{formatDate(item.from)}</td>
        <td>{formatDate(item.to)}</td>
        <td className="numeric" title={unfit}>
          {item.score === undefined ? "–" : scorePoints(item.score)}
          {unfit === undefined ? null : <span className={data.unfit}> not tested on</span>}
        </td>
        <td className={`${styles.quiet} ${styles.prose}`} data-room="wide">
          {item.source}
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={9} className={styles.prose}>
            <SeriesQuality dataset={item} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
