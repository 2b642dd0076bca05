"use client";

import type { ReactNode } from "react";
import styles from "./inputs.module.css";

/** One input: its words at the left, its widget beside them. `htmlFor` ties the two where the widget is one field. */
export function InputRow({
  label,
  htmlFor,
  children,
}: {
  label: string;
  htmlFor?: string;
  children: ReactNode;
}) {
  return (
    <div className={styles.row}>
      {htmlFor === undefined ? <span aria-hidden>{label}</span> : <label htmlFor={htmlFor}>{label}</label>}
      <div className={styles.widget}>{children}</div>
    </div>
  );
}
