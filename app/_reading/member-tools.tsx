"use client";

import { FileClock } from "lucide-react";
import { HistorySheet } from "../_history/history-sheet.tsx";
import { useNotebook, useView } from "../_notebook/notebook-context.tsx";
import { ReviewSheet } from "../_review/review-sheet.tsx";
import { TalkButton } from "../_talk/comment-counts.tsx";
import { TalkPanel } from "../_talk/talk-panel.tsx";
import { IconButton } from "../_ui/button.tsx";

/** What a member sees of a colleague's notebook besides its cells: how it came to be, and what is said about it. */
export function MemberTools() {
  const { view } = useNotebook();
  return (
    <>
      <IconButton label="History of this notebook" onClick={() => view.change({ overlay: "history" })}>
        <FileClock size={16} aria-hidden />
      </IconButton>
      <TalkButton />
    </>
  );
}

/** What the tools open. */
export function MemberPanel() {
  const { view } = useNotebook();
  const { talkOpen, overlay } = useView();
  const close = () => view.change({ overlay: null });
  return (
    <>
      {talkOpen ? <TalkPanel /> : null}
      {overlay === "history" ? <HistorySheet onClose={close} /> : null}
      {overlay === "review" ? <ReviewSheet onClose={close} /> : null}
    </>
  );
}
