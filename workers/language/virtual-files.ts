/** Source files in memory, by absolute path; a version counts each file's changes. */
export interface VirtualFiles {
  get(path: string): { readonly text: string; readonly version: number } | undefined;
  /** Puts a text in place; the same text again changes nothing. */
  set(path: string, text: string): void;
  delete(path: string): void;
  paths(): string[];
}

/** A file tree in memory that begins with these texts. */
export function createVirtualFiles(texts: Readonly<Record<string, string>>): VirtualFiles {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, { text, version: 1 }]));
  // A file that is deleted and comes back must not have a version that it had before.
  let changes = 1;
  return {
    get: (path) => files.get(path),
    set(path, text) {
      if (files.get(path)?.text !== text) files.set(path, { text, version: ++changes });
    },
    delete: (path) => void files.delete(path),
    paths: () => [...files.keys()],
  };
}
