import { UNDEFINED_MARK } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import type { ManifestDifference } from "./compare-manifests.ts";
import own from "./runs.module.css";

/** What went into runs and differs: a row per input, a column per run. */
export function DifferenceTable({
  heads,
  differences,
}: {
  heads: readonly string[];
  differences: readonly ManifestDifference[];
}) {
  return (
    <div className={own.scroll} tabIndex={0} role="region" aria-label="What differs">
      <table className={`${styles.list} ${own.differences}`}>
        <thead>
          <tr>
            <th>Input</th>
            {heads.map((head, at) => (
              <th key={at}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ name, values }) => (
            <tr key={name}>
              <td>{name}</td>
              {values.map((value, at) => (
                <td key={at} title={value}>
                  {value ?? UNDEFINED_MARK}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
