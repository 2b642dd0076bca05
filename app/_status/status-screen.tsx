"use client";

import { useQuery } from "@tanstack/react-query";
import type { Health } from "#server/health/check-health.ts";
import { useTRPC } from "../_data/api.ts";
import styles from "../_ui/page.module.css";

const LOOK_MS = 5_000;
const HOUR_MS = 3_600_000;
const [GIGABYTE, MEGABYTE] = [1e9, 1e6];

/** How the server is: its database, its queue, its providers and how old what they brought is. */
export function StatusScreen() {
  const trpc = useTRPC();
  const health = useQuery({ ...trpc.health.queryOptions(), refetchInterval: LOOK_MS });
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Status</h1>
        </header>
        {health.error ? (
          <p className={styles.problem} role="alert">
            {health.error.message}
          </p>
        ) : null}
        {health.data ? <StatusTable health={health.data} /> : null}
      </div>
    </div>
  );
}

function StatusTable({ health }: { readonly health: Health }) {
  const { databaseMs, queue, studies, workers, providers, staleness, diskFreeBytes } = health;
  const ready = providers.filter((each) => each.ready).map((each) => each.name);
  const rows: readonly Row[] = [
    ["Database", `answers in ${databaseMs} ms`],
    ["Fetches", `${queue.running} running, ${queue.waiting} waiting, ${queue.failed} failed within a day`],
    ["Studies", `${studies.running} running, ${studies.waitingRuns} runs waiting`],
    ...(workers.length === 0
      ? [["Workers", "none is running: nothing is fetched or studied", true] as const]
      : workers.map(workerRow)),
    ["Providers with a key", ready.length === 0 ? "none" : ready.join(", ")],
    ...providers.flatMap(lastSyncRow),
    ...staleness.map(
      ({ provider, timeframe, hours }) =>
        [`Bars of ${timeframe} from ${provider}`, `as of ${agoOf(hours)}`] as const,
    ),
    ["Disk", diskFreeBytes === null ? "not known" : `${(diskFreeBytes / GIGABYTE).toFixed(1)} GB free`],
  ];
  return (
    <table className={styles.list} aria-label="How the server is">
      <tbody>
        {rows.map(([name, words, isTrouble = false]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={`${styles.prose} ${isTrouble ? styles.problem : ""}`}>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What it is of, how it is, and whether somebody should look. */
type Row = readonly [name: string, words: string, isTrouble?: boolean];

function lastSyncRow({ name, lastSync }: Health["providers"][number]): Row[] {
  if (!lastSync) return [];
  const { status, at, error } = lastSync;
  const ago = `${status} ${agoOf((Date.now() - at) / HOUR_MS)}`;
  return [[`Last fetch from ${name}`, error === null ? ago : `${ago}: ${error}`, status === "failed"]];
}

function workerRow({ id, host, slots, rssBytes }: Health["workers"][number]): Row {
  const memory = `${Math.round(rssBytes / MEGABYTE)} MB of memory`;
  return [`Worker ${id} on ${host}`, `${slots} ${slots === 1 ? "run" : "runs"} at the same time, ${memory}`];
}

function agoOf(hours: number): string {
  if (hours < 1) return "less than an hour ago";
  return hours < 48 ? `${hours.toFixed(1)} hours ago` : `${Math.round(hours / 24)} days ago`;
}
