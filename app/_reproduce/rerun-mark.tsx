import { BadgeCheck, BadgeX } from "lucide-react";
import { Hint } from "../_ui/hint.tsx";
import styles from "./reproduce.module.css";

/** Whether a saved run gave the same bits when it was last run again; nothing where it never was. */
export function RerunMark({
  run: { resultHash, rerunHash, rerunAt },
}: {
  run: {
    readonly resultHash: string | null;
    readonly rerunHash: string | null;
    readonly rerunAt: string | null;
  };
}) {
  if (rerunHash === null || rerunAt === null) return null;
  const same = rerunHash === resultHash;
  const words = `Run again on ${rerunAt.slice(0, 10)}: ${same ? "bit for bit the same" : `another result, ${rerunHash.slice(0, 8)}`}`;
  return (
    <Hint text={words}>
      <span className={styles.mark} data-same={same} role="img" aria-label={words} tabIndex={0}>
        {same ? <BadgeCheck size={14} aria-hidden /> : <BadgeX size={14} aria-hidden />}
      </span>
    </Hint>
  );
}
