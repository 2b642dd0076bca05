import { Plus } from "lucide-react";
import { Button } from "../_ui/button.tsx";
import styles from "../_ui/page.module.css";
import { DraftSection } from "./draft-field.tsx";
import own from "./new-study.module.css";
import type { DraftParameter } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const NEW: DraftParameter = {
  ...{ name: "", kind: "int", min: "", max: "", step: "", values: "", log: false, when: "", searched: true },
};

/** The parameters that are searched, one a row, and what must hold between them. */
export function SpaceEditor({ draft, change }: DraftFieldsProps) {
  const { parameters, constraints } = draft;
  const put = (at: number, part: Partial<DraftParameter>): void =>
    change({ parameters: parameters.map((row, place) => (place === at ? { ...row, ...part } : row)) });
  return (
    <DraftSection
      title="Space"
      about="What is not ticked keeps the strategy's own value. Ranges with log are searched by ratio. What counts only when a parameter above it has some value says so under “Only when”."
    >
      {parameters.length > 0 ? (
        <div className={own.scroll}>
          <table className={`${styles.list} ${own.space}`}>
            <thead>
              <tr>
                <th>Search</th>
                <th>Parameter</th>
                <th>Kind</th>
                <th>Range, or values between commas</th>
                <th>Step</th>
                <th>Log</th>
                <th>Only when</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((row, at) => (
                <SpaceRow key={at} row={row} put={(part) => put(at, part)} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Button onClick={() => change({ parameters: [...parameters, NEW] })}>
        <Plus size={14} aria-hidden /> Add a parameter
      </Button>
      <label className={own.constraints}>
        Must hold, one relation a line
        <textarea
          rows={2}
          value={constraints}
          placeholder="fast < slow"
          spellCheck={false}
          onChange={({ target }) => change({ constraints: target.value })}
        />
      </label>
    </DraftSection>
  );
}

function SpaceRow({ row, put }: { row: DraftParameter; put: (part: Partial<DraftParameter>) => void }) {
  const { name, kind, searched } = row;
  const of = name === "" ? "the new parameter" : name;
  return (
    <tr data-off={!searched || undefined}>
      <td>
        <input
          type="checkbox"
          checked={searched}
          aria-label={`Search ${of}`}
          onChange={() => put({ searched: !searched })}
        />
      </td>
      <td>
        <input
          value={name}
          aria-label="Name of the parameter"
          spellCheck={false}
          size={Math.max(10, name.length)}
          onChange={({ target }) => put({ name: target.value })}
        />
      </td>
      <td data-label="Kind">
        <select
          value={kind}
          aria-label={`Kind of ${of}`}
          onChange={({ target }) =>
            put({ kind: target.value === "int" || target.value === "float" ? target.value : "choice" })
          }
        >
          <option value="int">whole numbers</option>
          <option value="float">numbers</option>
          <option value="choice">a choice</option>
        </select>
      </td>
      <RangeCells row={row} of={of} put={put} />
      <td data-label="Only when">
        <input
          value={row.when}
          aria-label={`Condition of ${of}`}
          placeholder="exit = trailing"
          spellCheck={false}
          size={Math.max(12, row.when.length)}
          onChange={({ target }) => put({ when: target.value })}
        />
      </td>
    </tr>
  );
}

function RangeCells({
  row: { kind, min, max, step, values, log },
  of,
  put,
}: {
  row: DraftParameter;
  of: string;
  put: (part: Partial<DraftParameter>) => void;
}) {
  const text = (label: string, value: string, field: "min" | "max" | "step" | "values") => (
    <input
      value={value}
      aria-label={`${label} ${of}`}
      className={field === "values" ? own.values : own.number}
      spellCheck={false}
      onChange={({ target }) => put({ [field]: target.value })}
    />
  );
  if (kind === "choice")
    return (
      <td colSpan={3} data-label="Values between commas">
        {text("Values of", values, "values")}
      </td>
    );
  return (
    <>
      <td data-label="Range">
        {text("Least of", min, "min")} to {text("Greatest of", max, "max")}
      </td>
      <td data-label="Step">{text("Step of", step, "step")}</td>
      <td data-label="Log">
        <input
          type="checkbox"
          checked={log}
          aria-label={`Search ${of} by ratio`}
          onChange={() => put({ log: !log })}
        />
      </td>
    </>
  );
}
