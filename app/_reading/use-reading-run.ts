"use client";

import { useEffect, useState } from "react";
import { toast } from "sonner";
import { openSession } from "#workers/cells/client.ts";
import type { FromSandbox } from "#workers/wire.ts";
import type { OpenNotebook } from "../_notebook/notebook-context.tsx";
import { NO_STUDIES } from "./no-studies.ts";
import type { Reading } from "./reading.ts";

/** Whether the code has been run here, and how to run it. */
export interface ReadingRun {
  readonly started: boolean;
  readonly run: () => void;
}

/**
 * Runs a read notebook when its reader asks for it, by the button or by moving an input, and never before. The sandbox gets what the
 * reading gives; what was saved on the server it does not see.
 */
export function useReadingRun(reading: Reading, notebook: OpenNotebook): ReadingRun {
  const [started, setStarted] = useState(false);
  const { control, states, inputs } = notebook;
  useEffect(() => {
    if (!reading.mayRun || started) return;
    return inputs.subscribe(() => setStarted(true));
  }, [reading, inputs, started]);
  useEffect(() => {
    if (!started) return;
    const onEvent = (event: FromSandbox) => {
      if (event.type === "cell") states.apply(event.state, performance.now());
      if (event.type === "fault") toast.error(event.message);
    };
    const session = openSession({
      onEvent,
      status: (status) => control.setStatus(status),
      loadBars: (request) => reading.loadBars(request),
      listDatasets: () => reading.listDatasets(),
      orderStudy: NO_STUDIES.orderStudy,
      studyResult: NO_STUDIES.studyResult,
      readTable: (name) => Promise.reject(new Error(`${name} is not shared with this notebook`)),
    });
    const part = control.attach(session);
    return () => {
      part();
      session.dispose();
    };
  }, [started, reading, control, states]);
  const run = () => (started ? control.runAll() : setStarted(true));
  return { started, run };
}
