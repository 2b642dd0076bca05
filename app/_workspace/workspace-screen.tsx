"use client";

import { useMe } from "../_account/use-me.ts";
import page from "../_ui/page.module.css";
import { ActivityFeed } from "./activity-feed.tsx";
import { ExchangeSection } from "./exchange-section.tsx";

/** The workspace as a whole: what happened in it, and the way in and out for everything. */
export function WorkspaceScreen() {
  const me = useMe();
  const person = me?.mode === "person" ? me : null;
  const name = person?.workspace?.name ?? "Workspace";
  const reads = person?.workspace?.role === "viewer";
  return (
    <div className={page.page}>
      <div className={page.inner}>
        <header className={page.head}>
          <h1>{name}</h1>
        </header>
        <ExchangeSection mayImport={!reads} />
        <ActivityFeed />
      </div>
    </div>
  );
}
