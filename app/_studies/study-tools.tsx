"use client";

import { Download } from "lucide-react";
import { PromoteTrial } from "./promote-trial.tsx";
import own from "./studies.module.css";

const FORMATS = ["csv", "json", "parquet"] as const;

/** What can be made of a finished study: files of its trials, and a version of its strategy. */
export function StudyTools({
  id,
  best,
  window,
}: {
  id: string;
  best: number | undefined;
  window: number | undefined;
}) {
  return (
    <p className={own.facts}>
      {best === undefined ? null : (
        <PromoteTrial id={id} number={best} window={window ?? 0} label="Keep the best as a version" />
      )}
      <span>
        <Download size={14} aria-hidden /> Trials as{" "}
        {FORMATS.map((format, at) => (
          <span key={format}>
            {at > 0 ? ", " : ""}
            <a href={`/api/studies/${id}/trials?format=${format}`} download>
              {format.toUpperCase()}
            </a>
          </span>
        ))}
      </span>
    </p>
  );
}
