/**
 * A notebook's title: the value of a `title:` line in the comments at the head of its text,
 * else its first markdown heading, else "Untitled".
 */
export function notebookTitle(source: string): string {
  const head = source.slice(0, 20_000);
  const named = /^\/\/\s*title:\s*(.+)$/im.exec(head)?.[1];
  const heading = /^\s*(?:\/\/\s*|\*\s*)?#\s+(.+)$/m.exec(head)?.[1];
  return (named ?? heading ?? "Untitled").trim().slice(0, 300);
}
