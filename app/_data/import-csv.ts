import { z } from "zod";

const imported = z.object({ symbol: z.string(), bars: z.number() });
const refused = z.object({ message: z.string() });

export type ImportOutcome =
  | { readonly ok: true; readonly symbol: string; readonly bars: number }
  | { readonly ok: false; readonly message: string };

/** Sends a form's file to the server's import; says in one sentence why not, if not. */
export async function importCsv(form: FormData): Promise<ImportOutcome> {
  const query = new URLSearchParams({ symbol: text(form, "symbol") });
  const timeframe = text(form, "timeframe");
  if (timeframe) query.set("timeframe", timeframe);
  try {
    const response = await fetch(`/api/bars/import?${query}`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: form.get("file") as Blob,
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, ...imported.parse(body) };
    return { ok: false, message: refused.parse(body).message };
  } catch (error) {
    return {
      ok: false,
      message: `the server did not answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
