"use client";

import { BadgeCheck, BadgeX } from "lucide-react";
import type { SealedCell } from "#engine/notebook/seal.ts";
import type { Proof } from "./reproduce.ts";
import styles from "./reproduce.module.css";
import type { SealCheck } from "./use-seal.ts";

/** What a check of a shared result found: equal hashes, or the first cell that differs. Nothing before it was asked for. */
export function SealReport({ seal: { proof, problem, isRunning } }: { seal: SealCheck }) {
  if (!isRunning && proof === undefined && problem === null) return null;
  return (
    <section className={styles.seal} aria-label="Reproducibility" role="status">
      {isRunning ? <p>Computing the results again in your browser…</p> : null}
      {!isRunning && problem !== null ? <p className={styles.trouble}>{problem}</p> : null}
      {!isRunning && proof ? <Finding proof={proof} /> : null}
    </section>
  );
}

function Finding({ proof }: { proof: Proof }) {
  const { cells, first, left, at, otherEngine } = proof;
  const same = first === null && cells.length > 0;
  return (
    <>
      <p className={styles.verdict} data-same={same}>
        {same ? <BadgeCheck size={16} aria-hidden /> : <BadgeX size={16} aria-hidden />} {wordsOf(proof)}
      </p>
      {otherEngine === null ? null : <p>The author computed them with engine {otherEngine}.</p>}
      {cells.length > 0 ? <Hashes cells={cells} /> : null}
      {left.length > 0 ? (
        <p>Not compared: {left.map(({ cellId, why }) => `${cellId} (${why})`).join(", ")}.</p>
      ) : null}
      <p>
        <small>
          Checked in this browser on {new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC
        </small>
      </p>
    </>
  );
}

function wordsOf({ cells, first }: Proof): string {
  if (cells.length === 0) return "There is no result that could be compared.";
  if (first === null)
    return cells.length === 1
      ? "Reproduced: its one result has the same hash here."
      : `Reproduced: all ${cells.length} results have the same hashes here.`;
  const equal = cells.filter(({ same }) => same).length;
  const why = first.why === undefined ? "shows something else here" : `gives nothing here: ${first.why}`;
  return `Not reproduced: cell ${first.cellId} ${why}; ${equal} of ${cells.length} results are the same.`;
}

function Hashes({ cells }: { cells: readonly SealedCell[] }) {
  return (
    <details>
      <summary>Hashes, cell by cell</summary>
      <table>
        <thead>
          <tr>
            <th>Cell</th>
            <th>As published</th>
            <th>In this browser</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ cellId, kept, ran, same }) => (
            <tr key={cellId} data-same={same}>
              <td>
                <a href={`#cell-${cellId}`}>{cellId}</a>
              </td>
              <td>
                <code>{kept.slice(0, 16)}</code>
              </td>
              <td>
                <code>{ran?.slice(0, 16) ?? "nothing"}</code> {same ? "✓" : "✗"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
