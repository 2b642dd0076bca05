import { openLanguageClient, type LanguageClient } from "#workers/language/client.ts";

let early: LanguageClient | null = null;

/**
 * Starts the language service before the notebook is there that will ask it: it reads the engine's declarations meanwhile. The returned
 * function ends it, unless a notebook has taken it by then.
 */
export function startLanguage(): () => void {
  early ??= openLanguageClient();
  const mine = early;
  return () => {
    if (early !== mine) return;
    early = null;
    mine.dispose();
  };
}

/** The language service that was started, which is its taker's from now on, or a new one. */
export function takeLanguage(): LanguageClient {
  const taken = early ?? openLanguageClient();
  early = null;
  return taken;
}
