import type { MonthCoverage } from "#server/quality/get-series-quality.ts";
import { formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import styles from "./data.module.css";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Which sessions have bars: a row per year, a cell per month, with the number that is missing. */
export function CoverageCalendar({ coverage }: { readonly coverage: readonly MonthCoverage[] }) {
  const byMonth = new Map(coverage.map((each) => [each.month, each]));
  const years = [...new Set(coverage.map(({ month }) => month.slice(0, 4)))];
  const missing = coverage.reduce((sum, { sessions, present }) => sum + sessions - present, 0);
  return (
    <>
      <table className={styles.calendar} aria-label="Sessions with bars, by month">
        <thead>
          <tr>
            <td data-state="corner" />
            {MONTHS.map((month) => (
              <th key={month} scope="col">
                {month}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              {MONTHS.map((month, at) => (
                <MonthCell key={month} coverage={byMonth.get(`${year}-${String(at + 1).padStart(2, "0")}`)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={page.quiet}>
        {missing === 0
          ? "Every session from the first bar to the last has bars."
          : `${formatNumber(missing, "count")} ${missing === 1 ? "session has" : "sessions have"} no bars; a number says how many in its month.`}
      </p>
    </>
  );
}

function MonthCell({ coverage }: { readonly coverage: MonthCoverage | undefined }) {
  if (!coverage) return <td data-state="none" />;
  const { month, sessions, present } = coverage;
  const state = present === sessions ? "whole" : present === 0 ? "missing" : "part";
  return (
    <td data-state={state} title={`${month}: ${present} of ${sessions} sessions`}>
      {present === sessions ? <span hidden>whole</span> : sessions - present}
    </td>
  );
}
