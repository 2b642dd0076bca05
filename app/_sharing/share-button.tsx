"use client";

import { UsersRound } from "lucide-react";
import { useMe } from "../_account/use-me.ts";
import { useNotebook } from "../_notebook/notebook-context.tsx";
import { Button } from "../_ui/button.tsx";

/** Opens the sheet that shares the notebook; not there while there is nobody to share with. */
export function ShareButton() {
  const me = useMe();
  const { view } = useNotebook();
  if (me?.mode !== "person") return null;
  return (
    <Button onClick={() => view.change({ overlay: "share" })}>
      <UsersRound size={14} aria-hidden /> Share
    </Button>
  );
}
