import { expose } from "comlink";
import type { Language } from "./api.ts";
import type { Declarations } from "./declarations.ts";
import { openLanguage } from "./open-language.ts";

/** What `makeDeclarations` gave, as JSON: the build writes it into this worker's script. */
declare const DECLARATIONS: string;

/** One question to the language service by its name; answered in the order of asking, from the moment it is open. */
export interface LanguageDesk {
  ask<K extends keyof Language>(
    question: K,
    ...details: Parameters<Language[K]>
  ): Promise<ReturnType<Language[K]>>;
}

async function open(): Promise<Language> {
  return openLanguage(JSON.parse(DECLARATIONS) as Declarations);
}

/** Runs the language service in this worker. */
export function serveLanguage(): void {
  const opened = open();
  // Whoever asks gets the reason; alone it would be an unhandled rejection.
  opened.catch(() => undefined);
  const desk: LanguageDesk = {
    async ask(question, ...details) {
      const language = await opened;
      const answer = language[question] as (...args: typeof details) => ReturnType<Language[typeof question]>;
      return answer(...details);
    },
  };
  expose(desk);
}
