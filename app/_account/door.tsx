"use client";

import { ArrowDownUp } from "lucide-react";
import { type ReactNode, type SyntheticEvent, useState } from "react";
import { Button } from "../_ui/button.tsx";
import styles from "./account.module.css";

/** A page in front of the app: one form in the middle. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.door}>
      <ArrowDownUp size={26} className={styles.mark} aria-hidden />
      <h1>{title}</h1>
      {lead ? <p>{lead}</p> : null}
      {children}
    </div>
  );
}

/** A form that says what went wrong under its fields, and does nothing twice. */
export function DoorForm({
  action,
  submit,
  tone = "accent",
  children,
}: {
  action: string;
  tone?: "plain" | "accent";
  submit: (form: FormData) => Promise<void>;
  children: ReactNode;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const onSubmit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    setBusy(true);
    submit(new FormData(event.currentTarget))
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  return (
    <form className={styles.fields} onSubmit={onSubmit}>
      {children}
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      <Button type="submit" tone={tone} disabled={busy}>
        {action}
      </Button>
    </form>
  );
}

/** The text of a form's field. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
