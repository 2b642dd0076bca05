/** A finding without the address of its first bar, which says nothing to a person who sees its dates. */
export function withoutIndex(message: string): string {
  return message.replace(/, first \d+$/, "");
}
