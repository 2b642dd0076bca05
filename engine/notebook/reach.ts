/** The given ids and all that is reached from them, each once, in the order in which it is found. */
export function reach(next: ReadonlyMap<string, readonly string[]>, from: Iterable<string>): Set<string> {
  const seen = new Set(from);
  // A set gives what is added to it while it is walked.
  for (const id of seen) for (const other of next.get(id) ?? []) seen.add(other);
  return seen;
}
