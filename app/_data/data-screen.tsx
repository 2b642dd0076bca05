"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDate } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { ImportForm } from "./import-form.tsx";

/** What can be tested on: every dataset with its span and its source. */
export function DataScreen() {
  const trpc = useTRPC();
  const [words, setWords] = useState("");
  const datasets = useQuery(trpc.prices.datasets.queryOptions());
  const needle = words.toLowerCase();
  const shown = (datasets.data ?? []).filter((item) =>
    `${item.symbol} ${item.name} ${item.sector ?? ""} ${item.source}`.toLowerCase().includes(needle),
  );
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Data</h1>
          <input
            type="search"
            placeholder="Search"
            aria-label="Search datasets"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        <ImportForm />
        {datasets.error ? <p className={styles.problem}>{datasets.error.message}</p> : null}
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Symbol</th>
              <th>Name</th>
              <th>Sector</th>
              <th>Bars of</th>
              <th className="numeric">Count</th>
              <th>First</th>
              <th>Last</th>
              <th>Source</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={`${item.symbol}-${item.timeframe}`}>
                <td>
                  <strong>{item.symbol}</strong>
                </td>
                <td className={styles.prose}>{item.name}</td>
                <td className={styles.quiet}>{item.sector ?? "–"}</td>
                <td>{item.timeframe}</td>
                <td className="numeric">{item.bars.toLocaleString("en-US")}</td>
                <td>{formatDate(item.from)}</td>
                <td>{formatDate(item.to)}</td>
                <td className={`${styles.quiet} ${styles.prose}`}>
                  {item.synthetic ? <span className={styles.badge}>synthetic</span> : item.source}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
