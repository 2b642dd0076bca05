"use client";

import type { ComponentProps, ReactNode } from "react";
import styles from "./button.module.css";
import { Hint } from "./hint.tsx";

/** A button with words. */
export function Button({
  tone = "plain",
  ...rest
}: ComponentProps<"button"> & { tone?: "plain" | "accent" }) {
  return <button type="button" {...rest} className={styles.button} data-tone={tone} />;
}

/** A button with an icon only; its label is its name and its tooltip. */
export function IconButton({
  label,
  pressed,
  children,
  ...rest
}: Omit<ComponentProps<"button">, "className"> & { label: string; pressed?: boolean; children: ReactNode }) {
  return (
    <Hint text={label}>
      <button type="button" {...rest} className={styles.icon} aria-label={label} aria-pressed={pressed}>
        {children}
      </button>
    </Hint>
  );
}
