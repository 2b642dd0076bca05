"use client";

import {
  Command as CommandIcon,
  FastForward,
  FileClock,
  GitPullRequestArrow,
  PanelRight,
} from "lucide-react";
import { useSyncExternalStore } from "react";
import { PeopleHere } from "../_live/people-here.tsx";
import { TalkButton } from "../_talk/comment-counts.tsx";
import { ShareButton } from "../_sharing/share-button.tsx";
import { Button, IconButton } from "../_ui/button.tsx";
import { DownloadMenu } from "./download-menu.tsx";
import { useNotebook, useView } from "./notebook-context.tsx";
import styles from "./notebook.module.css";
import { RunState } from "./run-state.tsx";
import { SavedState } from "./saved-state.tsx";

/** The notebook's title and what is going on, in one line. */
export function TopBar() {
  const { control, view, forkedFrom } = useNotebook();
  const { panelOpen } = useView();
  return (
    <header className={styles.bar}>
      <TitleField />
      <SavedState />
      <span className={styles.grow} />
      <PeopleHere />
      <RunState />
      <Button onClick={() => control.runAll()}>
        <FastForward size={14} aria-hidden /> Run all
      </Button>
      {forkedFrom === null ? null : (
        <IconButton
          label="Suggest these changes to the original"
          onClick={() => view.change({ overlay: "suggest" })}
        >
          <GitPullRequestArrow size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton label="History of this notebook" onClick={() => view.change({ overlay: "history" })}>
        <FileClock size={16} aria-hidden />
      </IconButton>
      <TalkButton />
      <ShareButton />
      <DownloadMenu />
      <IconButton label="All actions (Ctrl K)" onClick={() => view.change({ overlay: "palette" })}>
        <CommandIcon size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={panelOpen ? "Hide the panel" : "Show the panel"}
        pressed={panelOpen}
        onClick={() => view.change({ panelOpen: !panelOpen, talkOpen: false })}
      >
        <PanelRight size={16} aria-hidden />
      </IconButton>
    </header>
  );
}

function TitleField() {
  const { store } = useNotebook();
  const title = useSyncExternalStore(
    store.subscribe,
    () => store.document().title,
    () => store.document().title,
  );
  return (
    <input
      className={styles.title}
      aria-label="Title of the notebook"
      value={title}
      maxLength={300}
      placeholder="Untitled"
      onChange={(event) => store.setTitle(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
