"use client";

import { useSyncExternalStore } from "react";
import { Button } from "../_ui/button.tsx";
import { formatNumber } from "../_ui/format-number.ts";
import { Sheet } from "../_ui/sheet.tsx";
import type { StudyDesk } from "./study-desk.ts";
import { StudyFigures } from "./study-figures.tsx";

/** Asks the person before a cell's study uses the server; the words are the app's, whatever the cell is called. */
export function StudyQuestion({ desk }: { desk: StudyDesk }) {
  const asked = useSyncExternalStore(desk.subscribe, desk.asked, () => null);
  if (!asked) return null;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || asked.decide(false)}
      title="Run this study on the server?"
      description="A cell of this notebook asks for it. It goes on when you close the page; pause or cancel it at any time."
      footer={
        <>
          <Button onClick={() => asked.decide(false)}>Not now</Button>
          <Button tone="accent" autoFocus onClick={() => asked.decide(true)}>
            Start {formatNumber(asked.estimate.trials, "count")} trials
          </Button>
        </>
      }
    >
      <StudyFigures order={asked.order} estimate={asked.estimate} />
    </Sheet>
  );
}
