"use client";

import { Button } from "../_ui/button.tsx";
import styles from "./live.module.css";
import { useCompanyStatus } from "./use-people.ts";

/** Shown to somebody whose right to edit was taken while the notebook was open. */
export function EndedBar() {
  if (useCompanyStatus() !== "ended") return null;
  return (
    <div className={styles.ended} role="alert">
      <span>You may no longer edit this notebook. What you type is kept in this browser only.</span>
      <Button onClick={() => window.location.reload()}>Open it as it is for you now</Button>
    </div>
  );
}
