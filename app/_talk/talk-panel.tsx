"use client";

import { Tabs } from "@base-ui/react/tabs";
import { X } from "lucide-react";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import frame from "../_notebook/notebook.module.css";
import { IconButton } from "../_ui/button.tsx";
import { ActivityList } from "./activity-list.tsx";
import { CommentList } from "./comment-list.tsx";

/** What people say about this notebook, and what happened to it; stands where the panel about its cells stands else. */
export function TalkPanel() {
  const { view } = useNotebook();
  return (
    <aside className={frame.panel} aria-label="Comments and activity">
      <Tabs.Root defaultValue="comments">
        <div className={frame.panelTabs}>
          <Tabs.List className={frame.panelTabList}>
            <Tabs.Tab value="comments">Comments</Tabs.Tab>
            <Tabs.Tab value="activity">Activity</Tabs.Tab>
          </Tabs.List>
          <span className={frame.panelClose}>
            <IconButton label="Close the comments" onClick={() => view.change({ talkOpen: false })}>
              <X size={14} aria-hidden />
            </IconButton>
          </span>
        </div>
        <Tabs.Panel value="comments">
          <CommentList />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <ActivityList />
        </Tabs.Panel>
      </Tabs.Root>
    </aside>
  );
}
