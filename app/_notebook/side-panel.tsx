"use client";

import { Tabs } from "@base-ui/react/tabs";
import { X } from "lucide-react";
import { CellFacts } from "../_panel/cell-facts.tsx";
import { CellMap } from "../_panel/cell-map.tsx";
import { DeletedList } from "../_panel/deleted-list.tsx";
import { Outline } from "../_panel/outline.tsx";
import { ReferenceList } from "../_panel/reference-list.tsx";
import { Variables } from "../_panel/variables.tsx";
import { IconButton } from "../_ui/button.tsx";
import { useNotebook, useView } from "./notebook-context.tsx";
import { PANEL_TABS, type PanelTab } from "./notebook-view.ts";
import styles from "./notebook.module.css";

const TABS: Record<PanelTab, { readonly label: string; readonly Content: () => React.ReactNode }> = {
  outline: { label: "Outline", Content: Outline },
  variables: { label: "Variables", Content: Variables },
  cell: { label: "Cell", Content: CellFacts },
  map: { label: "Map", Content: CellMap },
  reference: { label: "Reference", Content: ReferenceList },
  deleted: { label: "Bin", Content: DeletedList },
};

/** What the notebook contains: headings, names, how its cells hang together, and what was thrown away. */
export function SidePanel() {
  const { view } = useNotebook();
  const { panelOpen, tab } = useView();
  if (!panelOpen) return null;
  return (
    <aside className={styles.panel} aria-label="About this notebook">
      <Tabs.Root value={tab} onValueChange={(next: PanelTab) => view.change({ tab: next })}>
        <div className={styles.panelTabs}>
          <Tabs.List className={styles.panelTabList}>
            {PANEL_TABS.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {TABS[name].label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <span className={styles.panelClose}>
            <IconButton label="Close the panel" onClick={() => view.change({ panelOpen: false })}>
              <X size={14} aria-hidden />
            </IconButton>
          </span>
        </div>
        {PANEL_TABS.map((name) => {
          const { Content } = TABS[name];
          return (
            <Tabs.Panel key={name} value={name}>
              <Content />
            </Tabs.Panel>
          );
        })}
      </Tabs.Root>
    </aside>
  );
}
