import { formatNumber } from "../_ui/format-number.ts";
import own from "./studies.module.css";

/** How far a study is. */
export interface Progress {
  readonly status: string;
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
}

/** A study's state in a word and a bar. */
export function ProgressBar({
  study: { status, planned, done, failed },
  label = "Trials that ended",
}: {
  study: Progress;
  label?: string;
}) {
  const share = planned === 0 ? 0 : (done + failed) / planned;
  return (
    <span className={own.progress}>
      <span
        className={own.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={planned}
        aria-valuenow={done + failed}
      >
        <span className={own.fill} style={{ width: `${100 * share}%` }} />
      </span>
      <span>
        {formatNumber(done + failed, "count")} of {formatNumber(planned, "count")}
      </span>
      <span className={own.status} data-state={status}>
        {status}
      </span>
      {failed > 0 ? <span className={own.failed}>{formatNumber(failed, "count")} failed</span> : null}
    </span>
  );
}
