/** A status and its reason as one phrase; a reason that begins with the status itself says it once. */
export function statusWords(meaning: string, reason: string | undefined): string {
  if (reason === undefined || reason === "") return meaning;
  const [first = ""] = meaning.split(" ");
  const told = reason.toLowerCase().startsWith(first.toLowerCase());
  return told ? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}` : `${meaning}: ${reason}`;
}
