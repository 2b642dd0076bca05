import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import type { StudyTrial } from "./parameter-map.tsx";
import own from "./studies.module.css";

const MOST = 100;
const PERCENT: readonly string[] = [
  "totalReturn",
  "maxDrawdown",
  "annualVolatility",
  "annualReturn",
  "exposure",
  "winRate",
];

/** The best trials first, those that failed last, with the reason. */
export function TrialsTable({ trials, objective }: { trials: readonly StudyTrial[]; objective: string }) {
  const names = Object.keys(trials[0]?.params ?? {});
  const metrics = Object.keys(trials.find(({ status }) => status === "completed")?.metrics ?? {});
  const columns = metrics.filter((name) => name !== objective);
  return (
    <div className={own.scroll}>
      <table className={styles.list}>
        <thead>
          <tr>
            <th className="numeric">Trial</th>
            {names.map((name) => (
              <th key={name} className="numeric">
                {name}
              </th>
            ))}
            <th className="numeric">{objective}</th>
            {columns.map((name) => (
              <th key={name} className="numeric">
                {name}
              </th>
            ))}
            <th>State</th>
          </tr>
        </thead>
        <tbody>
          {trials
            .slice(0, MOST)
            .map(({ number, params, objective: found, metrics: values, status, error }) => (
              <tr key={number}>
                <td className="numeric">{number}</td>
                {names.map((name) => (
                  <td key={name} className="numeric">
                    {String(params[name])}
                  </td>
                ))}
                <td className="numeric">{formatNumber(found, "ratio")}</td>
                {columns.map((name) => (
                  <td key={name} className="numeric">
                    {formatNumber(values[name], kindOf(name))}
                  </td>
                ))}
                <td className={styles.quiet}>{error ?? status}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {trials.length > MOST ? (
        <p className={styles.quiet}>The first {MOST} are shown; all of them stand in the table trials.</p>
      ) : null}
    </div>
  );
}

function kindOf(name: string): "percent" | "count" | "ratio" {
  if (PERCENT.includes(name)) return "percent";
  return name === "tradeCount" ? "count" : "ratio";
}
