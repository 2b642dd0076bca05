"use client";

import type { BacktestResult } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import { plural } from "./quality-words.ts";
import styles from "./report.module.css";

const MOST_ROWS = 200;

/** Every pattern of bad data that was looked for and found, with what would mend it. */
export function QualityView({ quality }: Pick<BacktestResult, "quality">) {
  const rows = (quality ?? []).flatMap(({ symbol, findings }) =>
    findings.map((found) => ({ symbol, ...found })),
  );
  const clean = quality?.filter(({ findings }) => findings.length === 0).length ?? 0;
  return (
    <section className={styles.wide}>
      <h4>Data</h4>
      {quality ? null : (
        <p className={styles.none}>Not inspected yet: the data are looked at with the audit.</p>
      )}
      {clean > 0 ? (
        <p className={styles.none}>
          Nothing suspicious was found in {clean === quality?.length ? "the data" : plural(clean, "symbol")}.
        </p>
      ) : null}
      {rows.length > 0 ? (
        <table className={styles.groups}>
          <thead>
            <tr>
              <th>Symbol</th>
              <th>Weight</th>
              <th>Found</th>
              <th className="numeric">Bars</th>
              <th>What would mend it</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map(({ symbol, check, severity, message, fix, count }) => (
              <tr key={`${symbol} ${check}`}>
                <td>{symbol}</td>
                <td>{severity}</td>
                <td>{message}</td>
                <td className="numeric">{formatNumber(count, "count")}</td>
                <td>{fix}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {rows.length > MOST_ROWS ? (
        <p className={styles.none}>and {formatNumber(rows.length - MOST_ROWS, "count")} more</p>
      ) : null}
    </section>
  );
}
