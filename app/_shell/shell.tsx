"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { isBare } from "../_account/signed-out.ts";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";

/** A page beside the rail of places; pages in front of the app, and those that are shared, stand alone. */
export function Shell({ children }: { children: ReactNode }) {
  if (isBare(usePathname())) return <main className={styles.alone}>{children}</main>;
  return (
    <div className={styles.shell}>
      <Rail />
      <main className={styles.main}>{children}</main>
    </div>
  );
}
