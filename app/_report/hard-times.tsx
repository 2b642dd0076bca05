import { deepestDrawdowns, type DrawdownRow } from "#engine/attribution/drawdown-table.ts";
import { stressReturns } from "#engine/attribution/stress-windows.ts";
import { buyAndHold } from "#engine/notebook/yardstick.ts";
import type { BacktestResult } from "#engine/result.ts";
import { formatDate, formatNumber, formatSigned } from "../_ui/format-number.ts";
import styles from "./report.module.css";

/** The account's deepest falls, and what it did while markets fell. */
export function HardTimes({ result }: { result: BacktestResult }) {
  return (
    <div className={styles.attribution}>
      <DeepestFalls result={result} />
      <UnderStress result={result} />
    </div>
  );
}

function DeepestFalls({ result }: { result: BacktestResult }) {
  const falls = deepestDrawdowns(result);
  if (falls.length === 0) return null;
  return (
    <section>
      <h4>Deepest falls</h4>
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>From</th>
            <th>Lowest</th>
            <th>Back at the peak</th>
            <th className="numeric">Days</th>
            <th className="numeric">Depth</th>
          </tr>
        </thead>
        <tbody>
          {falls.map((fall) => (
            <Fall key={fall.peakTime} fall={fall} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Fall({ fall: { peakTime, troughTime, recoveryTime, days, depth } }: { fall: DrawdownRow }) {
  return (
    <tr>
      <td>{formatDate(peakTime)}</td>
      <td>{formatDate(troughTime)}</td>
      <td>{recoveryTime === null ? "not yet" : formatDate(recoveryTime)}</td>
      <td className="numeric">{formatNumber(days, "count")}</td>
      <td className="numeric">{formatNumber(depth, "percent")}</td>
    </tr>
  );
}

/** Well-known stretches that the run covers whole, beside holding the symbol where it is one. */
function UnderStress({ result }: { result: BacktestResult }) {
  const held = buyAndHold(result);
  const holding = held ? stressReturns({ time: result.time, equity: held }) : [];
  const rows = stressReturns(result);
  if (rows.length === 0) return null;
  return (
    <section>
      <h4>Under stress</h4>
      <table className={styles.groups}>
        <thead>
          <tr>
            <th>Stretch</th>
            <th className="numeric">Return</th>
            <th className="numeric">Deepest</th>
            {held ? <th className="numeric">Buy and hold</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, from, to, totalReturn, maxDrawdown }, row) => (
            <tr key={name}>
              <td>
                {name}
                <small>
                  {from} to {to}
                </small>
              </td>
              <td className="numeric">{formatSigned(totalReturn, "percent")}</td>
              <td className="numeric">{formatNumber(maxDrawdown, "percent")}</td>
              {held ? (
                <td className="numeric">{formatSigned(holding[row]?.totalReturn, "percent")}</td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
