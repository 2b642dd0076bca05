"use client";

import { RotateCcw } from "lucide-react";
import { Button } from "../_ui/button.tsx";
import { DeleteStudy } from "./delete-study.tsx";
import own from "./studies.module.css";
import { useStudyBin } from "./use-study-bin.ts";
import type { FollowedStudy } from "./use-study.ts";

/** Says of a study in the bin that it is there, and offers both ways out. */
export function BinnedNotice({ study }: { study: FollowedStudy }) {
  const { restore } = useStudyBin();
  return (
    <p className={own.notice} role="status">
      <span>This study is in the bin: lists and tables are without it.</span>
      <Button tone="accent" onClick={() => restore(study.id)}>
        <RotateCcw size={14} aria-hidden /> Restore
      </Button>
      <DeleteStudy study={study} forGood />
    </p>
  );
}
