import { releaseProxy, wrap } from "comlink";
import type { Language } from "./api.ts";
import type { LanguageDesk } from "./serve.ts";

export type {
  CallHelp,
  CellDiagnostic,
  CellEdit,
  CellSpan,
  CompletionEntry,
  Completions,
  Definition,
  Explanation,
  Hover,
  Language,
  QuickFix,
  Renamable,
  Renaming,
  Span,
  TypedCell,
} from "./api.ts";
export type { TableColumn } from "./cell-file.ts";

/** Where the build puts the worker; by address, so that no bundler takes it apart. */
const SCRIPT = "/language/worker.js";

/** The language service on the other side of a worker. */
export interface LanguageClient {
  /** Answers come in the order of the questions; a question put after `dispose` is never answered. */
  ask<K extends keyof Language>(
    question: K,
    ...details: Parameters<Language[K]>
  ): Promise<ReturnType<Language[K]>>;
  dispose(): void;
}

/** Starts the language service's worker; questions may be put at once, and wait until it is ready. */
export function openLanguageClient(): LanguageClient {
  const worker = new Worker(SCRIPT, { name: "language" });
  const desk = wrap<LanguageDesk>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || `${SCRIPT} could not be loaded`));
  });
  failed.catch(() => undefined);
  // Comlink's type of a proxy forgets that a question and its details belong together.
  const askDesk = desk.ask as unknown as LanguageDesk["ask"];
  return {
    ask: (...question) => Promise.race([askDesk(...question), failed]),
    dispose() {
      desk[releaseProxy]();
      worker.terminate();
    },
  };
}
