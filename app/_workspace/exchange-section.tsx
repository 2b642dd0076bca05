"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "../_ui/button.tsx";
import page from "../_ui/page.module.css";
import { importWorkspace } from "./import-workspace.ts";
import styles from "./workspace.module.css";

/** Takes everything out of the workspace as one file, and puts such a file in. */
export function ExchangeSection({ mayImport }: { mayImport: boolean }) {
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const work = useMutation({ mutationFn: importWorkspace, onSuccess: () => queries.invalidateQueries() });
  return (
    <section aria-labelledby="exchange">
      <h2 id="exchange" className={styles.heading}>
        Take it with you
      </h2>
      <p className={page.lead}>
        One ZIP file of plain files: notebooks as .nb.ts with their named versions and results, saved runs
        with manifest, equity and trades as CSV and Parquet, every trial that counts, and the data by hash.
        Prices stay here: they are not yours to pass on.
      </p>
      <p className={styles.buttons}>
        <a className={styles.download} href="/api/workspace" download>
          <Download size={14} aria-hidden /> Export everything
        </a>
        {mayImport ? (
          <Button onClick={() => input.current?.click()} disabled={work.isPending}>
            <Upload size={14} aria-hidden /> {work.isPending ? "Importing…" : "Import an export"}
          </Button>
        ) : null}
        <input
          ref={input}
          type="file"
          hidden
          accept=".zip"
          aria-label="Export to import"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) work.mutate(file);
            target.value = "";
          }}
        />
      </p>
      <div role="status" className={styles.outcome}>
        {work.error ? <p className={page.problem}>{work.error.message}</p> : null}
        {work.data ? <Outcome {...work.data} /> : null}
      </div>
    </section>
  );
}

function Outcome({ made, there, runs, missing }: Awaited<ReturnType<typeof importWorkspace>>) {
  const shown = missing.slice(0, 12).join(", ");
  const more = missing.length > 12 ? ` and ${missing.length - 12} more` : "";
  return (
    <>
      <p>
        Made {made} {made === 1 ? "notebook" : "notebooks"} and {runs} {runs === 1 ? "run" : "runs"}
        {there > 0 ? `; ${there} ${there === 1 ? "notebook was" : "notebooks were"} here already` : ""}.
      </p>
      {missing.length > 0 ? (
        <p className={page.quiet}>
          Not here, or with other prices: {shown}
          {more}. Import or sync them to get the same numbers.
        </p>
      ) : null}
    </>
  );
}
