"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { parseNotebook } from "#engine/notebook/percent-format.ts";
import { createApiClient } from "../_data/api.ts";
import type { CellStates } from "./cell-states.ts";
import type { OpenNotebook } from "./notebook-context.tsx";
import { WindowNews } from "./window-news.ts";

/** Coming back to a window more often than this asks the server once. */
const ASK_AGAIN_MS = 2000;

/**
 * Follows what happens to an open notebook elsewhere: another window of this browser tells of it at once, anything
 * else and other prices are asked for when one comes back to the window.
 */
export function useServerNews(notebook: OpenNotebook): void {
  useEffect(() => {
    const { autosave, company } = notebook;
    let askedAt = -Infinity;
    const ask = () => {
      askedAt = performance.now();
      void followServer(notebook);
    };
    const news = new WindowNews(notebook.id, {
      saved: (revision) => {
        if (company.end() === null && revision !== autosave.revision()) ask();
      },
      met: () => company.begin(),
    });
    let told = autosave.revision();
    const stopSaves = autosave.subscribe(() => {
      if (autosave.state().kind !== "saved" || autosave.revision() === told) return;
      told = autosave.revision();
      news.saved(told);
    });
    const onReturn = () => {
      if (document.visibilityState === "visible" && performance.now() - askedAt > ASK_AGAIN_MS) ask();
    };
    document.addEventListener("visibilitychange", onReturn);
    window.addEventListener("focus", onReturn);
    return () => {
      document.removeEventListener("visibilitychange", onReturn);
      window.removeEventListener("focus", onReturn);
      stopSaves();
      news.close();
    };
  }, [notebook]);
}

/** Asks for the newest text and prices; a server that does not answer is autosave's to tell of. */
async function followServer(notebook: OpenNotebook): Promise<void> {
  const { id, store, autosave, keeper, control, states, company } = notebook;
  const api = createApiClient();
  const [stored, prices] = await Promise.allSettled([
    api.notebooks.get.query({ id }),
    api.prices.version.query(),
  ]);
  const alone = company.end() === null;
  if (alone && stored.status === "fulfilled" && stored.value.revision !== autosave.revision()) {
    const { source, revision } = stored.value;
    // What is typed here is never overwritten: the two are made one. What is on its way, the server judges.
    if (autosave.state().kind === "saved") {
      store.replace(parseNotebook(source));
      autosave.resolve(revision, false);
      toast("Changed in another window; this one shows it now");
    } else if (autosave.state().kind === "unsaved") company.begin();
  }
  if (prices.status !== "fulfilled") return;
  whenQuiet(states, () => {
    const changed = keeper.usePrices(prices.value);
    if (changed === "read") control.renew("prices were added or changed");
    if (changed === "others") control.relist();
  });
}

/** Acts once no cell runs: a study of an hour is not ended because a bar was added. */
function whenQuiet(states: CellStates, act: () => void): void {
  const isBusy = () => [...states.all().values()].some(({ status }) => status === "running");
  if (!isBusy()) return act();
  const part = states.subscribe(() => {
    if (isBusy()) return;
    part();
    act();
  });
}
