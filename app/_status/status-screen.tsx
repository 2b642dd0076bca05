"use client";

import { useQuery } from "@tanstack/react-query";
import type { Health } from "#server/health/check-health.ts";
import { useTRPC } from "../_data/api.ts";
import styles from "../_ui/page.module.css";

const LOOK_MS = 5_000;
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
  const rows: readonly (readonly [string, string])[] = [
    ["Database", `answers in ${databaseMs} ms`],
    ["Fetches", `${queue.running} running, ${queue.waiting} waiting, ${queue.failed} failed within a day`],
    ["Studies", `${studies.running} running, ${studies.waitingRuns} runs waiting`],
    ...(workers.length === 0 ? ([["Workers", "none is running"]] as const) : workers.map(workerRow)),
    ["Providers with a key", ready.length === 0 ? "none" : ready.join(", ")],
    ...staleness.map(
      ({ provider, timeframe, hours }) => [`Newest ${timeframe} of ${provider}`, ageOf(hours)] as const,
    ),
    ["Disk", diskFreeBytes === null ? "not known" : `${(diskFreeBytes / GIGABYTE).toFixed(1)} GB free`],
  ];
  return (
    <table className={styles.list}>
      <tbody>
        {rows.map(([name, words]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={styles.prose}>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function workerRow({ id, host, slots, rssBytes }: Health["workers"][number]): readonly [string, string] {
  const memory = `${Math.round(rssBytes / MEGABYTE)} MB of memory`;
  return [`Worker ${id} on ${host}`, `${slots} ${slots === 1 ? "run" : "runs"} at the same time, ${memory}`];
}

function ageOf(hours: number): string {
  if (hours < 1) return "fetched up to less than an hour ago";
  return hours < 48
    ? `fetched up to ${hours.toFixed(1)} hours ago`
    : `fetched up to ${Math.round(hours / 24)} days ago`;
}
