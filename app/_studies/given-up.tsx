import { RotateCcw } from "lucide-react";
import { Button } from "../_ui/button.tsx";
import { formatDate } from "../_ui/format-number.ts";
import styles from "../_ui/page.module.css";
import own from "./studies.module.css";
import { useStudyWishes } from "./use-study.ts";
import { valuesText } from "./values-text.ts";

interface GivenUpRun {
  readonly params: Readonly<Record<string, number | string | boolean>>;
  readonly from: number;
  readonly to: number | null;
  readonly error: string | null;
  readonly worker: string | null;
}

/** Runs that took their worker with them every time, with the reason, and the way to try them again. */
export function GivenUp({
  study: { id, status, dead, runs },
}: {
  study: { id: string; status: string; dead: number; runs: { readonly givenUp: readonly GivenUpRun[] } };
}) {
  const { redrive } = useStudyWishes(id);
  if (dead === 0) return null;
  return (
    <section aria-label="Given up" className={own.panel}>
      <header className={own.facts}>
        <strong>{dead === 1 ? "A run was given up" : `${dead} runs were given up`}</strong>
        {status === "completed" ? (
          <Button onClick={redrive}>
            <RotateCcw size={14} aria-hidden /> Try again
          </Button>
        ) : (
          <span>They can be tried again when the study has ended.</span>
        )}
      </header>
      <div className={own.scroll}>
        <table className={styles.list}>
          <thead>
            <tr>
              <th>Set</th>
              <th>Bars</th>
              <th>Reason</th>
              <th>Last worker</th>
            </tr>
          </thead>
          <tbody>
            {runs.givenUp.map(({ params, from, to, error, worker }) => (
              <tr key={`${valuesText(params)}/${from}/${to}`}>
                <td>{valuesText(params)}</td>
                <td>
                  {formatDate(from)} to {to === null ? "the end" : formatDate(to)}
                </td>
                <td className="prose">{error ?? "no reason was left"}</td>
                <td>{worker?.slice(0, 8) ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
