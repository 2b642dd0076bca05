"use client";

import { RotateCcw } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Hint } from "../_ui/hint.tsx";
import styles from "./inputs.module.css";

/** Puts one input back to the default that its cell says; there once it was moved, and space is kept for it before. */
export function ResetInput({ name, label }: { name: string; label: string }) {
  const { control, inputs } = useNotebook();
  const read = () => inputs.isMoved(name);
  const moved = useSyncExternalStore(inputs.subscribe, read, () => false);
  const words = `Put ${label || name} back to its default`;
  return (
    <Hint text="Back to the default">
      <button
        type="button"
        className={styles.reset}
        data-shown={moved}
        disabled={!moved}
        aria-label={words}
        onClick={() => control.resetInputs([name])}
      >
        <RotateCcw size={13} aria-hidden />
      </button>
    </Hint>
  );
}
