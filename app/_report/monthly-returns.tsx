"use client";

import { byPeriod, type PeriodProfit } from "#engine/attribution/by-period.ts";
import type { BacktestResult } from "#engine/result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "./report.module.css";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** A month of this size has the full tint. */
const FULL_TINT = 0.08;

/** Returns by month and year, tinted by size; the sign is in the number, the tint only helps the eye. */
export function MonthlyReturns({ result }: { result: BacktestResult }) {
  const capital = result.manifest.settings.capital;
  const { time, equity } = result;
  const curve = { time, equity, capital: typeof capital === "number" ? capital : (equity[0] ?? NaN) };
  const months = new Map(byPeriod(curve, "month").map((found) => [`${found.year}-${found.month}`, found]));
  return (
    <section className={styles.wide}>
      <h4>Returns by month, in percent</h4>
      <div className={styles.monthsFrame} tabIndex={0} role="region" aria-label="Returns by month">
        <table className={styles.months}>
          <thead>
            <tr>
              <th>Year</th>
              {MONTHS.map((month) => (
                <th key={month} className="numeric">
                  {month}
                </th>
              ))}
              <th className="numeric">In all</th>
            </tr>
          </thead>
          <tbody>
            {byPeriod(curve, "year").map((year) => (
              <tr key={year.year}>
                <th>{year.year}</th>
                {MONTHS.map((month, index) => (
                  <Cell key={month} period={months.get(`${year.year}-${index + 1}`)} />
                ))}
                <Cell period={year} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ period }: { period: PeriodProfit | undefined }) {
  if (!period) return <td />;
  const strength = Math.min(1, Math.abs(period.value) / FULL_TINT) * 45;
  const tint = `color-mix(in srgb, var(${period.value < 0 ? "--loss" : "--gain"}) ${strength}%, transparent)`;
  return (
    <td className="numeric" style={{ background: tint }}>
      {formatNumber(period.value * 100, "days")}
    </td>
  );
}
