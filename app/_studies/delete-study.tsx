"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import { BinQuestion } from "./bin-question.tsx";
import { useStudyBin, type BinnableStudy } from "./use-study-bin.ts";

/** Deletes the study of its page after a question, and goes back to the list. */
export function DeleteStudy({ study, forGood = false }: { study: BinnableStudy; forGood?: boolean }) {
  const [asking, setAsking] = useState(false);
  const { bin, remove } = useStudyBin();
  const router = useRouter();
  const decide = (agreed: boolean): void => {
    setAsking(false);
    if (!agreed) return;
    // Left first: the page would ask for what is no longer there.
    router.push("/studies");
    // What the server refuses has been said.
    (forGood ? remove : bin)(study).catch(() => undefined);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trash2 size={14} aria-hidden /> {forGood ? "Delete for good" : "Delete"}
      </Button>
      {asking ? <BinQuestion study={study} forGood={forGood} onDecide={decide} /> : null}
    </>
  );
}
