import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import data from "./data.module.css";
import { DatasetRow } from "./dataset-row.tsx";
import { ImportForm } from "./import-form.tsx";
import { SyncPanel } from "./sync-panel.tsx";

/** Rows that are drawn until somebody asks for more: an exchange has thousands of symbols. */
const ROOM = 200;

/** Every dataset with its span and its source, and the ways to bring in more. */
export function SeriesPanel() {
  const trpc = useTRPC();
  const [words, setWords] = useState("");
  const [room, setRoom] = useState(ROOM);
  const datasets = useQuery(trpc.prices.datasets.queryOptions());
  const needle = words.toLowerCase();
  const shown = (datasets.data ?? []).filter((item) =>
    `${item.symbol} ${item.name} ${item.sector ?? ""} ${item.source}`.toLowerCase().includes(needle),
  );
  return (
    <>
      <SyncPanel />
      <ImportForm />
      <div className={data.listHead}>
        <h2>Loaded series</h2>
        <input
          type="search"
          placeholder="Search"
          aria-label="Search datasets"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {datasets.error ? <p className={styles.problem}>{datasets.error.message}</p> : null}
      <div className={data.wide}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Symbol</th>
              <th>Name</th>
              <th data-room="wide">Sector</th>
              <th>Bars of</th>
              <th className="numeric">Count</th>
              <th>First</th>
              <th>Last</th>
              <th className="numeric">
                Quality
                <br />
                of 100
              </th>
              <th data-room="wide">Source</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, room).map((item) => (
              <DatasetRow key={`${item.symbol}-${item.timeframe}`} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length > room ? (
        <div className={data.more}>
          <span className={styles.quiet}>{formatNumber(shown.length - room, "count")} more series</span>
          <Button onClick={() => setRoom(room + 5 * ROOM)}>Show more</Button>
        </div>
      ) : null}
      {datasets.isPending ? <p className={styles.quiet}>Reading the list …</p> : null}
      {datasets.data && shown.length === 0 ? (
        <p className={styles.quiet}>
          {words === ""
            ? "Nothing is loaded yet: fetch or import some."
            : "No series matches; search for less."}
        </p>
      ) : null}
    </>
  );
}
