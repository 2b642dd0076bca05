import type { StoredResult } from "#engine/experiments/study/stored-result.ts";
import { formatNumber } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import { titleOfObjective } from "./objectives-text.ts";
import own from "./studies.module.css";
import { WalkEquity } from "./walk-equity.tsx";

/** A walk forward: the account of its tests, and window by window what was chosen, how it did where it was chosen and after it. */
export function WindowsTable({ result }: { result: StoredResult }) {
  const { windows, spec } = result;
  const names = Object.keys(spec.space.parameters);
  if (windows.length === 0) return null;
  return (
    <section aria-label="Walk forward">
      <h2 className={own.title}>Walk forward</h2>
      <WalkEquity result={result} />
      <Untested result={result} />
      <div className={own.scroll}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th className="numeric">Window</th>
              <th className="numeric">Train bars</th>
              <th className="numeric">Test bars</th>
              {names.map((name) => (
                <th key={name} className="numeric">
                  {name}
                </th>
              ))}
              <th className="numeric">{titleOfObjective(spec.objective)} in sample</th>
              <th className="numeric">out of sample</th>
              <th className="numeric">Trades after</th>
            </tr>
          </thead>
          <tbody>
            {windows.map(({ window, train, test, best, outOfSampleScore, outOfSampleTrades }) => (
              <tr key={window}>
                <td className="numeric">{window + 1}</td>
                <td className="numeric">{spanText(train)}</td>
                <td className="numeric">{spanText(test)}</td>
                {names.map((name) => (
                  <td key={name} className="numeric">
                    {best ? String(best.values[name] ?? "") : "none"}
                  </td>
                ))}
                <td className="numeric">{formatNumber(best?.score ?? null, "ratio")}</td>
                <td className="numeric">{formatNumber(outOfSampleScore, "ratio")}</td>
                <td className="numeric">{formatNumber(outOfSampleTrades, "count")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The bars after the last test: no window's, since a test of them would be cut short. */
function Untested({ result: { windows, closes } }: { result: StoredResult }) {
  const end = windows.at(-1)?.test.to;
  if (closes === null || end === undefined || end >= closes) return null;
  return (
    <p className={own.facts}>
      Bars {formatNumber(end, "count")} to {formatNumber(closes - 1, "count")} (
      {formatNumber(closes - end, "count")} of them) are in no test: they are too few for one more.
    </p>
  );
}

const spanText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  `${from} to ${to - 1}`;
