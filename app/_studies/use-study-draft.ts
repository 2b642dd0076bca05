import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../_data/api.ts";
import { draftOfStudy } from "./draft-of-study.ts";
import { draftOf, type DraftSource, type StudyDraft } from "./study-draft.ts";

/** What the parts of the form are given. */
export interface DraftFieldsProps {
  readonly draft: StudyDraft;
  readonly change: (change: Partial<StudyDraft>) => void;
}

/** The draft of the form: of a built-in strategy at first, or of an earlier study where one is named. */
export function useStudyDraft(from: string | null) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState(() => draftOf());
  const earlier = useQuery(trpc.studies.get.queryOptions({ id: from ?? "" }, { enabled: from !== null }));
  useEffect(() => {
    if (earlier.data) setDraft(draftOfStudy(earlier.data));
  }, [earlier.data?.id]);
  return {
    draft,
    change: (change: Partial<StudyDraft>) => setDraft((before) => ({ ...before, ...change })),
    /** Takes another strategy, with what belongs to it; bars and the rest stay. */
    choose: (source: DraftSource) => {
      setDraft((before) => {
        if (source.kind !== "built-in") return { ...before, source, parameters: [], constraints: "" };
        const { parameters, name } = draftOf(source.name);
        return { ...before, source, name, parameters, constraints: "" };
      });
    },
  };
}
