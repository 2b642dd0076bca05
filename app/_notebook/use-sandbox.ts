"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { openSession } from "#workers/cells/client.ts";
import type { FromSandbox } from "#workers/wire.ts";
import { fetchBars, fetchDatasets, fetchTable } from "../_data/fetch-bars.ts";
import { restoreFiles } from "../_inputs/restore-files.ts";
import type { OpenNotebook } from "./notebook-context.tsx";

/** Opens the sandbox for as long as the notebook is on screen, and feeds what it says into the page. */
export function useSandbox({ id, control, states, store, keeper, inputs, studies }: OpenNotebook): void {
  useEffect(() => {
    const onEvent = (event: FromSandbox) => {
      if (event.type === "cell") states.apply(event.state, performance.now());
      if (event.type === "fault") toast.error(event.message);
    };
    const session = openSession({
      onEvent,
      status: (status) => control.setStatus(status),
      loadBars: (request) => fetchBars(request),
      listDatasets: fetchDatasets,
      readTable: fetchTable,
      orderStudy: studies.orderStudy,
      studyResult: studies.studyResult,
    });
    const stale = keeper.open();
    let part: (() => void) | undefined;
    let gone = false;
    void restoreFiles(id, inputs.all(), (file) => session.putFile(file)).then(() => {
      if (!gone) part = control.attach(session, stale);
    });
    const stopKeeping = keeper.start();
    let seen = store.order();
    const forget = store.subscribe(() => {
      if (seen === store.order()) return;
      seen = store.order();
      states.keepOnly(new Set(seen));
    });
    return () => {
      forget();
      stopKeeping();
      gone = true;
      part?.();
      session.dispose();
    };
  }, [id, control, states, store, keeper, inputs, studies]);
}
