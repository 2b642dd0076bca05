"use client";

import Link from "next/link";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { DatasetRow } from "./dataset-row.tsx";
import { ImportForm } from "./import-form.tsx";
import { SyncPanel } from "./sync-panel.tsx";

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
          <Link href="/status" className={styles.quiet}>
            Server status
          </Link>
          <input
            type="search"
            placeholder="Search"
            aria-label="Search datasets"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </header>
        <SyncPanel />
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
              <th className="numeric">Quality</th>
              <th>Source</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <DatasetRow key={`${item.symbol}-${item.timeframe}`} item={item} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
