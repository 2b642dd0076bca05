"use client";

import { useQuery } from "@tanstack/react-query";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import { unfitReason } from "#engine/data/quality/fitness.ts";
import { scoreText } from "#engine/data/quality/score-text.ts";
import { formatDate, formatNumber } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import { CoverageCalendar } from "./coverage-calendar.tsx";
import styles from "./data.module.css";
import { withoutIndex } from "./finding-words.ts";
import { HeldBars } from "./held-bars.tsx";
import { Comparison } from "./comparison.tsx";
import { SeriesActions } from "./series-actions.tsx";
import { SymbolLife } from "./symbol-life.tsx";

const [ACTIONS_SHOWN, VERSIONS_SHOWN] = [8, 5];

/** All that is known of how good a series is, and what can be done about it. */
export function SeriesQuality({ dataset }: { readonly dataset: DatasetInfo }) {
  const trpc = useTRPC();
  const { symbol, timeframe } = dataset;
  const quality = useQuery(trpc.quality.get.queryOptions({ symbol, timeframe }));
  if (quality.error) return <p className={page.problem}>{quality.error.message}</p>;
  if (!quality.data) return <div className={styles.quality}>Reading…</div>;
  const unfit = unfitReason(dataset);
  const { score, findings, foundAt, coverage, held, actions, overrides, versions, comparisons, life } =
    quality.data;
  return (
    <div className={styles.quality}>
      <section>
        <h3>Quality {score === null ? "" : scoreText(score)}</h3>
        <ul>
          {unfit === undefined ? null : <li className={styles.warning}>{unfit}</li>}
          {findings.length === 0 ? <li>Nothing found.</li> : null}
          {findings.map((each) => (
            <li key={each.check} className={styles.finding} data-severity={each.severity}>
              <span>{each.severity}</span> {withoutIndex(each.message)}
              <small>
                {" "}
                {datesOf(foundAt[each.check] ?? [], each.count)}; {each.fix}
              </small>
            </li>
          ))}
          {overrides.map(({ kind, reason, createdAt }) => (
            <li key={createdAt}>
              {kind.replace("-", " ")} on {formatDate(createdAt)}: {reason}
            </li>
          ))}
          {comparisons.map((each) => (
            <Comparison key={each.provider} {...each} />
          ))}
        </ul>
      </section>
      {life ? <SymbolLife symbol={symbol} life={life} /> : null}
      <section>
        <h3>Sessions</h3>
        <CoverageCalendar coverage={coverage} />
      </section>
      {held.length > 0 ? <HeldBars held={held} symbol={symbol} timeframe={timeframe} /> : null}
      {actions.length > 0 ? (
        <section>
          <h3>
            Splits and dividends
            {actions.length > ACTIONS_SHOWN ? `, the last ${ACTIONS_SHOWN} of ${actions.length}` : ""}
          </h3>
          <ul>
            {actions.slice(-ACTIONS_SHOWN).map((each) => (
              <li key={`${each.type} ${each.exTime}`}>
                {formatDate(each.exTime)}{" "}
                {each.type === "split" ? `split ${each.ratio} for 1` : `dividend ${each.amount}`}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h3>Versions{versions.length > VERSIONS_SHOWN ? `, the newest ${VERSIONS_SHOWN}` : ""}</h3>
        <ul>
          {versions
            .slice(0, VERSIONS_SHOWN)
            .map(({ id, hash, loadedAt, added, changed, source, forgottenAt }) => (
              <li key={id}>
                {formatDate(loadedAt)} <code>{hash.slice(0, 12)}</code> {formatNumber(added, "count")} new,{" "}
                {formatNumber(changed, "count")} corrected, {source}
                {forgottenAt === null ? null : (
                  <span className={styles.warning}> gone since {formatDate(forgottenAt)}: retention</span>
                )}
              </li>
            ))}
        </ul>
      </section>
      <SeriesActions symbol={symbol} timeframe={timeframe} />
    </div>
  );
}

/** The first days of a finding, each once, and that there are more. */
function datesOf(times: readonly number[], count: number): string {
  const days = [...new Set(times.map(formatDate))];
  return `${days.join(", ")}${count > times.length ? " and more" : ""}`;
}
