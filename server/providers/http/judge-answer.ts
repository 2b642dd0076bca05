import { z } from "zod";
import { ServerError } from "#server/errors.ts";
import type { ServerErrorCode } from "#server/errors.ts";

/** The words in which providers report trouble, often under status 200. */
const TELLING = ["Error Message", "Information", "Note", "error", "errors", "detail", "message", "msg"];
const QUOTA =
  /limit|quota|frequency|per (minute|hour|day|second)|too many|upgrade|premium|exceeded|subscription/i;
const REFUSED = /api.?key|apikey|unauthori|forbidden|invalid token|not authori|legacy endpoint|permission/i;
const MAX_WORDS = 200;

/** The provider's own sentence in an answer of JSON, where there is one. */
export function wordsOf(body: unknown): string | undefined {
  const told = z.record(z.string(), z.unknown()).safeParse(body);
  if (!told.success || Array.isArray(body)) return undefined;
  for (const key of TELLING) {
    const value = told.data[key];
    if (typeof value === "string" && value !== "") return value.slice(0, MAX_WORDS);
  }
  return undefined;
}

/** What kind of trouble a provider's sentence reports. */
export function codeOfWords(words: string): ServerErrorCode {
  if (QUOTA.test(words)) return "provider-quota";
  return REFUSED.test(words) ? "provider-refused" : "provider-answer";
}

/** What kind of trouble a status reports; undefined for success. 402 is a quota at every provider that uses it. */
export function codeOfStatus(status: number): ServerErrorCode | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status === 401 || status === 403) return "provider-refused";
  if (status === 402 || status === 429) return "provider-quota";
  return status >= 500 || status === 408 ? "provider-down" : "provider-answer";
}

/** Reads JSON, telling a page of HTML and a text that breaks off from each other. */
export function parseAnswer(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const page = /^\s*<(!doctype|html)/i.test(text);
    const what = page ? "a page of HTML in place of JSON" : "JSON that breaks off or is none";
    // A torn answer may come whole the next time; a page is somebody else speaking.
    const code = page ? "provider-answer" : "provider-down";
    throw new ServerError(code, `${where} sent ${what}; try again later`, {}, cause);
  }
}

/** Checks an answer against the documented shape; where it differs, tells the provider's own sentence if it has one. */
export function checkAnswer<T>(body: unknown, schema: z.ZodType<T>, where: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const words = wordsOf(body);
  if (words !== undefined) throw new ServerError(codeOfWords(words), `${where} says: ${words}`);
  const issue = parsed.error.issues[0];
  const at = issue?.path.join(".") ?? "";
  const message = `${where} sent another shape than documented at ${at === "" ? "its top" : at} (${issue?.message ?? ""})`;
  throw new ServerError("provider-answer", `${message}; its interface may have changed`);
}
