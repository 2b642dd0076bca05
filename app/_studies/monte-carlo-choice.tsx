import { THOROUGHNESS, type ShakeDraft, type ShakenSet } from "./shake-draft.ts";
import styles from "./monte-carlo.module.css";

const RUINS = ["0.2", "0.3", "0.5", "0.8"] as const;

/** Which set is shaken, how often, and what counts as ruin. */
export function MonteCarloChoice({
  sets,
  draft,
  change,
  isRunning,
}: {
  sets: readonly ShakenSet[];
  draft: ShakeDraft;
  change: (draft: ShakeDraft) => void;
  isRunning: boolean;
}) {
  return (
    <fieldset className={styles.choice} disabled={isRunning}>
      <legend className="visually-hidden">What is shaken, and how often</legend>
      <label>
        Set{" "}
        <select
          value={draft.set}
          onChange={({ target }) => change({ ...draft, set: target.value === "robust" ? "robust" : "best" })}
        >
          {sets.map(({ key, words }) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        How often{" "}
        <select
          value={draft.much}
          onChange={({ target }) => change({ ...draft, much: muchOf(target.value) })}
        >
          {Object.entries(THOROUGHNESS).map(([key, { words }]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Ruin is a loss of{" "}
        <select value={draft.ruin} onChange={({ target }) => change({ ...draft, ruin: target.value })}>
          {RUINS.map((ruin) => (
            <option key={ruin} value={ruin}>
              {100 * Number(ruin)}%
            </option>
          ))}
        </select>
      </label>
      <label>
        Seed{" "}
        <input
          value={draft.seed}
          size={6}
          inputMode="numeric"
          onChange={({ target }) => change({ ...draft, seed: target.value })}
        />
      </label>
    </fieldset>
  );
}

function muchOf(value: string): ShakeDraft["much"] {
  return value === "quick" || value === "thorough" ? value : "usual";
}
