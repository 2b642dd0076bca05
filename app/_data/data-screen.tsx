"use client";

import { Tabs } from "@base-ui/react/tabs";
import Link from "next/link";
import { useState } from "react";
import styles from "../_ui/page.module.css";
import data from "./data.module.css";
import { RetentionPanel } from "./retention-panel.tsx";
import { SchedulePanel } from "./schedule-panel.tsx";
import { SeriesPanel } from "./series-panel.tsx";
import { UniversePanel } from "./universe-panel.tsx";

const VIEWS = {
  series: { label: "Series", Content: SeriesPanel },
  universes: { label: "Universes", Content: UniversePanel },
  schedules: { label: "Schedules", Content: SchedulePanel },
  retention: { label: "Retention", Content: RetentionPanel },
} as const;
type View = keyof typeof VIEWS;

/** What can be tested on, where it comes from, and how long it stays. */
export function DataScreen() {
  const [view, setView] = useState<View>("series");
  return (
    <div className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>Data</h1>
          <Link href="/status" className={styles.quiet}>
            Server status
          </Link>
        </header>
        <Tabs.Root value={view} onValueChange={(next: View) => setView(next)}>
          <Tabs.List className={data.views} aria-label="Views of the data">
            {Object.entries(VIEWS).map(([name, { label }]) => (
              <Tabs.Tab key={name} value={name}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {Object.entries(VIEWS).map(([name, { Content }]) => (
            <Tabs.Panel key={name} value={name}>
              <Content />
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      </div>
    </div>
  );
}
