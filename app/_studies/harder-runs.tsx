import type { CellState } from "#engine/notebook/output.ts";
import { formatNumber, formatSigned } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import styles from "./monte-carlo.module.css";
import { harderFacts } from "./read-shake.ts";
import own from "./studies.module.css";

/** The run as it was, a bar late, and at twice its costs. */
export function HarderRuns({ state }: { state: CellState | undefined }) {
  const runs = harderFacts(state);
  return (
    <article className={styles.card} aria-busy={runs === undefined && !state?.error}>
      <h2>How much hangs on being first, and on low costs?</h2>
      <p>Execution made harder. What dies of one of these lived on its execution.</p>
      {state?.error ? <p className={own.problem}>{state.error.message}</p> : null}
      {runs ? (
        <table className={`${page.list} ${styles.harder}`}>
          <thead>
            <tr>
              <th>Run</th>
              <th className="numeric">Return</th>
              <th className="numeric">Deepest drawdown</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ name, totalReturn, maxDrawdown }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="numeric">{formatSigned(totalReturn, "percent")}</td>
                <td className="numeric">{formatNumber(maxDrawdown, "percent")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </article>
  );
}
