import type { FilePreview as Preview } from "#engine/data/file-preview.ts";
import { scoreText } from "#engine/data/quality/score-text.ts";
import styles from "../_ui/page.module.css";
import data from "./data.module.css";
import { withoutIndex } from "./finding-words.ts";

const HOURS = { "us-equity": "US equity sessions", "24-7": "round the clock" } as const;
const DAY_MS = 86_400_000;

/** What an import would store: first and last bars, what would be put aside, what looks wrong. */
export function FilePreview({ preview }: { readonly preview: Preview }) {
  const { timeframe, calendar, bars, first, last, held, reasons, remarks, score, findings } = preview;
  return (
    <section className={data.file} aria-label="What the file holds">
      <p>
        {bars.toLocaleString("en-US")} bars of {timeframe}, {HOURS[calendar]}; quality {scoreText(score)}
      </p>
      {remarks.length === 0 ? null : (
        <ul aria-label="How the file was read">
          {remarks.map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      )}
      <table className={styles.list}>
        <thead>
          <tr>
            {["Opens (UTC)", "Open", "High", "Low", "Close", "Volume"].map((name, at) => (
              <th key={name} className={at === 0 ? "" : "numeric"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first.map((bar) => (
            <BarRow key={bar.openTime} bar={bar} />
          ))}
          {bars > first.length + last.length ? (
            <tr>
              <td colSpan={6} className={styles.quiet}>
                {(bars - first.length - last.length).toLocaleString("en-US")} more
              </td>
            </tr>
          ) : null}
          {last.map((bar) => (
            <BarRow key={bar.openTime} bar={bar} />
          ))}
        </tbody>
      </table>
      {held === 0 ? null : (
        <ul aria-label="Rows that would be put aside">
          {reasons.map(({ row, reason }) => (
            <li key={row}>
              row {row.toLocaleString("en-US")} would be put aside: {reason}
            </li>
          ))}
          {held > reasons.length ? (
            <li>{(held - reasons.length).toLocaleString("en-US")} more rows</li>
          ) : null}
        </ul>
      )}
      {findings.length === 0 ? null : (
        <ul aria-label="What looks wrong">
          {findings.map((words) => (
            <li key={words}>{withoutIndex(words)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BarRow({ bar }: { readonly bar: Preview["first"][number] }) {
  return (
    <tr>
      <td>{timeText(bar.openTime)}</td>
      {[bar.open, bar.high, bar.low, bar.close].map((price, at) => (
        <td key={at} className="numeric">
          {price}
        </td>
      ))}
      <td className="numeric">{bar.volume === null ? "none" : bar.volume.toLocaleString("en-US")}</td>
    </tr>
  );
}

/** To the minute; a bar of round days shows its date alone. */
function timeText(utcMs: number): string {
  const text = new Date(utcMs).toISOString();
  return utcMs % DAY_MS === 0 ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}
