"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { BacktestResult } from "#engine/result.ts";
import { createApiClient } from "../_data/api.ts";
import { BacktestReport } from "../_report/backtest-report.tsx";
import { unpackReport } from "../_report/stored-report.ts";
import styles from "../_ui/page.module.css";
import { readRunBars } from "./read-run-bars.ts";

/** A saved run's report as its notebook showed it, its prices read again; `children` where none was kept with it. */
export function SavedReport({ id, children }: { id: string; children: ReactNode }) {
  const report = useQuery({
    queryKey: ["saved-report", id],
    queryFn: () => readReport(id),
    staleTime: Infinity,
  });
  if (report.isPending) return <p className={styles.quiet}>Reading the report…</p>;
  if (report.error)
    return (
      <>
        <p className={styles.problem}>{report.error.message}</p>
        {children}
      </>
    );
  if (report.data === null) return children;
  const { manifest, bars, audit } = report.data;
  return (
    <>
      {bars.length < manifest.data.length ? <p className={styles.quiet}>{MISSING}</p> : null}
      {audit ? null : <p className={styles.quiet}>{UNAUDITED}</p>}
      <BacktestReport result={report.data} />
    </>
  );
}

const UNAUDITED =
  "This run was saved before its audit had ended: save it again from its notebook to have the verdict here.";
const MISSING =
  "Candles are drawn for symbols whose prices still have the hash that this run was computed on; the others changed since, or were made in a cell.";

async function readReport(id: string): Promise<BacktestResult | null> {
  const found = await createApiClient().runs.report.query({ id });
  if (!found) return null;
  const result = await unpackReport(found.body);
  return { ...result, bars: await readRunBars(result.manifest) };
}
