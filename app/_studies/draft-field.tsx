import type { ReactNode } from "react";
import own from "./new-study.module.css";

/** A part of the form under a heading, with a line that says what it is for. */
export function DraftSection({
  title,
  about,
  children,
}: {
  title: string;
  about: string;
  children: ReactNode;
}) {
  return (
    <fieldset className={own.section}>
      <legend>{title}</legend>
      <p>{about}</p>
      <div className={own.fields}>{children}</div>
    </fieldset>
  );
}

/** A labelled line of text. */
export function TextField({
  label,
  value,
  onChange,
  ...more
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "date";
  placeholder?: string;
  wide?: boolean;
}) {
  const { wide = false, type = "text", placeholder } = more;
  const isNumber = type === "text" && /^[\d.\-e]*$/.test(value) && !wide;
  return (
    <label data-wide={wide || undefined}>
      {label}
      <input
        type={type}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        inputMode={isNumber ? "decimal" : "text"}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

/** A labelled choice. */
export function ChoiceField<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly words: string }[];
  onChange: (value: V) => void;
}) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}
