import { Suspense } from "react";
import { NewStudyScreen } from "../../_studies/new-study-screen.tsx";

export const metadata = { title: "New study · Lookback" };

/** A study that is being written; `?from=<id>` begins with an earlier one. */
export default function NewStudyPage() {
  return (
    <Suspense>
      <NewStudyScreen />
    </Suspense>
  );
}
