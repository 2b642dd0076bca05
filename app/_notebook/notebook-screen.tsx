"use client";

import { useEffect, useMemo } from "react";
import { parseNotebook, printNotebook } from "#engine/notebook/percent-format.ts";
import { snapshotInputs } from "#engine/notebook/snapshot.ts";
import { CellColumn } from "../_cells/cell-column.tsx";
import { ChangedNotice } from "../_history/changed-notice.tsx";
import { keepFindings } from "../_history/findings-keeper.ts";
import { createApiClient } from "../_data/api.ts";
import { Company } from "../_live/company.ts";
import { EndedBar } from "../_live/ended-bar.tsx";
import { useCompany } from "../_live/use-company.ts";
import { NotebookLanguage } from "../_language/notebook-language.ts";
import { useLanguage } from "../_language/use-language.ts";
import { ReviewNotice } from "../_review/review-notice.tsx";
import { openStudyDesk } from "../_studies/study-desk.ts";
import { StudyQuestion } from "../_studies/study-question.tsx";
import { CommentCounts } from "../_talk/comment-counts.tsx";
import { TalkPanel } from "../_talk/talk-panel.tsx";
import { Autosave, type SaveOutcome } from "./autosave.ts";
import { CellStates } from "./cell-states.ts";
import { ConflictBar } from "./conflict-bar.tsx";
import { FindBar } from "./find-bar.tsx";
import { DeletedCells } from "./deleted-cells.ts";
import { Draft } from "./draft.ts";
import { KeptInputs } from "./kept-inputs.ts";
import { NotebookContext, type OpenNotebook, useView } from "./notebook-context.tsx";
import { NotebookStore } from "./notebook-store.ts";
import { NotebookView } from "./notebook-view.ts";
import styles from "./notebook.module.css";
import { Overlays } from "./overlays.tsx";
import { RunControl } from "./run-control.ts";
import type { StoredNotebook } from "./load-notebook.ts";
import { SnapshotKeeper } from "./snapshot-keeper.ts";
import { saveNotebook } from "./save-notebook.ts";
import { SidePanel } from "./side-panel.tsx";
import { TopBar } from "./top-bar.tsx";
import { useCellOfAddress } from "./use-cell-of-address.ts";
import { useErrorScroll } from "./use-error-scroll.ts";
import { useKeyboard } from "./use-keyboard.ts";
import { useSandbox } from "./use-sandbox.ts";
import { useServerNews } from "./use-server-news.ts";
import { useTabTitle } from "./use-tab-title.ts";

/** Below this width the panel would cover the notebook, so it waits to be asked for. */
const NARROW_PX = 1400;

/** The notebook page: document in the middle, what it knows at the right, what it does on top. */
export function NotebookScreen({ stored }: { stored: StoredNotebook }) {
  const notebook = useMemo(() => openNotebook(stored), [stored]);
  useKeyboard(notebook);
  useCompany(notebook, stored.company);
  useAutosaving(notebook, stored);
  useSandbox(notebook);
  useLanguage(notebook);
  useTabTitle(notebook);
  useErrorScroll(notebook);
  useCellOfAddress(notebook);
  useServerNews(notebook);
  useEffect(() => keepFindings(notebook), [notebook]);
  return (
    <NotebookContext value={notebook}>
      <CommentCounts>
        <div className={styles.screen}>
          <TopBar />
          <div className={styles.page} tabIndex={-1}>
            <ConflictBar notebookId={stored.id} />
            <EndedBar />
            <ChangedNotice notebookId={stored.id} revision={stored.revision} />
            <ReviewNotice />
            <FindBar />
            <CellColumn />
          </div>
          <AsidePanel />
          <Overlays />
          <StudyQuestion desk={notebook.studies} />
        </div>
      </CommentCounts>
    </NotebookContext>
  );
}

/** One panel at a time: what the notebook contains, or what people say about it. */
function AsidePanel() {
  const { talkOpen } = useView();
  return talkOpen ? <TalkPanel /> : <SidePanel />;
}

/** Builds the parts of an open notebook. */
function openNotebook(stored: StoredNotebook): OpenNotebook {
  const storage = typeof localStorage === "undefined" ? null : localStorage;
  const draft = new Draft(stored.id, storage, String(Math.random()).slice(2));
  const bin = new DeletedCells(stored.id, storage);
  const store = new NotebookStore(parseNotebook(stored.source), (cells) => bin.add(cells, Date.now()));
  const company = new Company();
  const api = createApiClient();
  const autosave = new Autosave({
    revision: stored.revision,
    source: stored.source,
    read: () => printNotebook(store.document()),
    save: (source, baseRevision): Promise<SaveOutcome> =>
      saveNotebook(api, { id: stored.id, source, baseRevision }),
    keepDraft: (source) => void draft.keep(source, autosave.revision(), company.end()?.unkept()),
  });
  const view = new NotebookView(typeof window !== "undefined" && window.innerWidth > NARROW_PX);
  const states = new CellStates();
  const computed = stored.snapshot === null ? undefined : snapshotInputs(stored.snapshot);
  const inputs = new KeptInputs(stored.id, storage, computed);
  const control = new RunControl(store, inputs);
  control.onAsked(states.await);
  const language = new NotebookLanguage(store, states);
  const keeper = new SnapshotKeeper({ ...stored, store, states, control, inputs });
  const studies = openStudyDesk(stored.id);
  return {
    id: stored.id,
    forkedFrom: stored.forkedFrom,
    rights: "edit",
    store,
    states,
    autosave,
    control,
    language,
    view,
    bin,
    keeper,
    draft,
    company,
    inputs,
    studies,
  };
}

/** Brings back what was typed but never reached the server; upon an older revision it is for a person to decide. */
function recoverDraft({ store, autosave, draft, company }: OpenNotebook, stored: StoredNotebook): void {
  const kept = draft.take();
  if (kept === null) return;
  if (kept.unkept !== undefined) return company.begin(kept.unkept);
  if (kept.source === stored.source) return;
  store.replace(parseNotebook(kept.source));
  if (kept.revision === stored.revision) autosave.touch();
  else autosave.meet(stored.revision);
}

/** Tells the autosave of edits, and saves what is left when the tab goes away. */
function useAutosaving(notebook: OpenNotebook, stored: StoredNotebook): void {
  useEffect(() => {
    const { store, autosave } = notebook;
    recoverDraft(notebook, stored);
    let seen = store.document();
    const unsubscribe = store.subscribe(() => {
      if (store.document() !== seen) autosave.touch();
      seen = store.document();
    });
    const flush = () => {
      autosave.keepDraft();
      void autosave.flush();
    };
    // The network going is tried at once, too, and then said: the server may well be on this very machine.
    const occasions = ["pagehide", "online", "offline"] as const;
    document.addEventListener("visibilitychange", flush);
    for (const occasion of occasions) window.addEventListener(occasion, flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      for (const occasion of occasions) window.removeEventListener(occasion, flush);
      unsubscribe();
      void autosave.flush();
    };
  }, [notebook, stored]);
}
