import diff from "../_history/diff.module.css";
import { LineTable } from "../_history/line-table.tsx";
import styles from "../_ui/page.module.css";
import own from "./runs.module.css";

/** A strategy's text under the name of what is compared; null where it was not kept. */
export interface NamedCode {
  readonly name: string;
  readonly code: string | null;
}

/** The code of strategies laid over that of the first, line by line. */
export function CodeDifferences({ codes: [first, ...others] }: { codes: readonly NamedCode[] }) {
  if (!first) return null;
  return (
    <>
      <h2 className={own.section}>Code</h2>
      {others.map((other, at) => (
        <CodeDifference key={at} first={first} other={other} />
      ))}
    </>
  );
}

function CodeDifference({ first, other }: { first: NamedCode; other: NamedCode }) {
  const label = `${first.name} and ${other.name}`;
  if (first.code === null || other.code === null)
    return <p className={styles.quiet}>{label}: the code of one of them was not kept.</p>;
  if (first.code === other.code) return <p className={styles.quiet}>{label}: the same code.</p>;
  return (
    <section className={diff.diff}>
      <div className={diff.cell}>
        <header>
          <strong>Changed</strong>
          <span>{label}</span>
        </header>
        <LineTable before={first.code} after={other.code} label={`Code of ${label}`} />
      </div>
    </section>
  );
}
