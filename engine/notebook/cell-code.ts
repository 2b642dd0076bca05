import type { NotebookCell } from "./document.ts";
import { escapeMarkdown, escapeTemplate, isLiveMarkdown } from "./markdown-template.ts";
import { escapeSql } from "./sql-template.ts";

/** A cell as TypeScript; everything that is put before its own text stands on its first line. */
export interface CellCode {
  readonly text: string;
  /** Characters before the cell's own text on line 1. */
  readonly prefix: number;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The name that an SQL, input or strategy cell defines, if it has one that can be defined. */
export const definedName = ({ name }: NotebookCell): string | undefined =>
  name !== undefined && IDENTIFIER.test(name) ? name : undefined;

/** Whether a cell is run at all: markdown is only where it has live values. */
export const isRunnable = ({ kind, source }: NotebookCell): boolean =>
  kind !== "md" || isLiveMarkdown(source);

const around = (head: string, body: string, tail: string): CellCode => ({
  text: `${head}${body}${tail}`,
  prefix: head.length,
});

/**
 * The TypeScript that a cell of any kind runs as.
 *
 * A query is awaited and shown under its name, markdown becomes a `md` template, an input cell a call of `input` with the
 * cell's name, a strategy cell a call of `strategyFromYaml`.
 */
export function cellCode(cell: NotebookCell): CellCode {
  const name = definedName(cell);
  const define = name === undefined ? "" : `const ${name} = `;
  const show = name === undefined ? "" : `;${name}`;
  switch (cell.kind) {
    case "ts":
      return { text: cell.source, prefix: 0 };
    case "sql":
      return around(`${define}await sql\``, escapeSql(cell.source), `\`${show}`);
    case "md":
      return around("md`", escapeMarkdown(cell.source), "`");
    case "input":
      return around(
        `${define || "void "}await input(${JSON.stringify(cell.name ?? "")}, `,
        cell.source || "{}",
        "\n);",
      );
    case "strategy":
      return around(`${define}strategyFromYaml(\``, escapeTemplate(cell.source), `\`)${show}`);
  }
}
