/** A form's text under a name, trimmed; empty where there is none. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** Symbols as people type them: in any case, between spaces, commas, semicolons or lines, each once. */
export function symbolsIn(words: string): string[] {
  const all = words
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  return [...new Set(all)];
}
