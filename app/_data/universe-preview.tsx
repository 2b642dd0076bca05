import type { UniversePreview as Preview } from "#server/universes/preview-universe.ts";
import { formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import styles from "./data.module.css";

const SHOWN = 60;

interface UniversePreviewProps {
  readonly preview: Preview | undefined;
  readonly problem: string | undefined;
}

/** Whom a definition finds, before it is saved. */
export function UniversePreview({ preview, problem }: UniversePreviewProps) {
  if (problem !== undefined)
    return (
      <p className={page.problem} role="alert">
        {problem}
      </p>
    );
  if (!preview) return <p className={styles.preview}>Looking …</p>;
  const { members, present, first, survivorshipFree, bare } = preview;
  return (
    <div className={styles.preview} role="status">
      <p>
        {formatNumber(present, "count")} members on that day, {formatNumber(members, "count")} memberships in
        all.{" "}
        {survivorshipFree
          ? "Those that failed are in it, each for its time."
          : "Nobody in it has ever left: those that failed are missing, and results will look better than they were."}
      </p>
      {bare.length > 0 ? (
        <p className={styles.warning}>
          Without daily bars: {bare.slice(0, 12).join(" ")}
          {bare.length > 12 ? ` and ${bare.length - 12} more` : ""}. Fetch them to test on them.
        </p>
      ) : null}
      <p className={styles.members}>
        {first
          .slice(0, SHOWN)
          .map(({ symbol }) => symbol)
          .join(" ")}
        {present > SHOWN ? ` and ${present - SHOWN} more` : ""}
      </p>
    </div>
  );
}
