"use client";

import { HistorySheet } from "../_history/history-sheet.tsx";
import { ReviewSheet } from "../_review/review-sheet.tsx";
import { SuggestSheet } from "../_review/suggest-sheet.tsx";
import { ShareSheet } from "../_sharing/share-sheet.tsx";
import { KeyboardMap } from "./keyboard-map.tsx";
import { useNotebook, useView } from "./notebook-context.tsx";
import { Palette } from "./palette.tsx";

/** What lies over the notebook, one at a time. */
export function Overlays() {
  const { view, forkedFrom } = useNotebook();
  const { overlay } = useView();
  const setOpen = (open: boolean) => open || view.change({ overlay: null });
  return (
    <>
      <Palette open={overlay === "palette"} onOpenChange={setOpen} />
      <KeyboardMap open={overlay === "keys"} onOpenChange={setOpen} />
      {overlay === "share" ? <ShareSheet onClose={() => setOpen(false)} /> : null}
      {overlay === "history" ? <HistorySheet onClose={() => setOpen(false)} /> : null}
      {overlay === "review" ? <ReviewSheet onClose={() => setOpen(false)} /> : null}
      {overlay === "suggest" && forkedFrom !== null ? (
        <SuggestSheet original={forkedFrom} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
