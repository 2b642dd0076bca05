"use client";

import { Wrench } from "lucide-react";
import { toast } from "sonner";
import type { CellFix } from "#engine/notebook/output.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";
import { applyFix } from "./apply-fix.ts";

/** A button for each change that would mend something; a click makes the change and runs what it touched. */
export function FixButtons({ fixes, cellId }: { fixes: readonly CellFix[]; cellId: string }) {
  const notebook = useNotebook();
  const apply = (fix: CellFix) => {
    if (!applyFix(notebook, fix, cellId))
      toast.error("The text has changed since; run the cell again for a new fix");
  };
  if (notebook.rights !== "edit") return null;
  return fixes.map((fix) => (
    <Button key={fix.title} onClick={() => apply(fix)}>
      <Wrench size={12} aria-hidden /> {fix.title}
    </Button>
  ));
}
