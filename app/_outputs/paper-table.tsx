import styles from "./paper-table.module.css";
import { isNumeric, type ShownColumn } from "./read-table.ts";
import { shownText } from "./table-rows.tsx";

/** Rows of one table that go on paper: a dozen pages. */
export const PAPER_ROWS = 500;

/** Columns that still find room beside each other. */
const PAPER_COLUMNS = 12;

/** Longer texts are cut. */
const PAPER_CHARS = 400;

/** A table for paper: its rows stand in the page, its head again on every sheet, and what is left out is counted. */
export function PaperTable({ columns, rowCount }: { columns: readonly ShownColumn[]; rowCount: number }) {
  const shown = columns.slice(0, PAPER_COLUMNS);
  const rows = Array.from({ length: Math.min(rowCount, PAPER_ROWS) }, (_, row) => row);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {shown.map((column, at) => (
            <th key={at} scope="col" className={isNumeric(column) ? "numeric" : undefined}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            {shown.map((column, at) => (
              <td key={at} className={isNumeric(column) ? "numeric" : undefined}>
                {shownText(column, row, PAPER_CHARS)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <caption>{paperWords(rowCount, columns.length)}</caption>
    </table>
  );
}

/** "720 rows, 4 columns; 220 rows are left out here, they are in the notebook". */
export function paperWords(rowCount: number, columnCount: number): string {
  const whole = [counted(rowCount, "row"), counted(columnCount, "column")].join(", ");
  const left = [
    rowCount > PAPER_ROWS ? counted(rowCount - PAPER_ROWS, "row") : "",
    columnCount > PAPER_COLUMNS ? counted(columnCount - PAPER_COLUMNS, "column") : "",
  ].filter((words) => words !== "");
  return left.length === 0
    ? whole
    : `${whole}; ${left.join(" and ")} left out here, to be seen in the notebook`;
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
