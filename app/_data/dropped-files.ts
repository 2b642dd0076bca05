/** Endings of files of bars, as file choosers take them. */
export const BAR_FILES = [".csv", ".txt", ".parquet", ".arrow", ".arrows", ".feather"] as const;
/** Most files that are looked at together. */
export const MOST_FILES = 200;
/** Folders within folders that are looked into. */
const DEPTH = 4;

/** The files of bars in a drop, those of its folders included, by name; more than can be taken are cut. */
export async function droppedFiles({ items }: DataTransfer): Promise<File[]> {
  // The list of a drop is gone after the first pause: its entries are taken before.
  const dropped = [...items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? []);
  const found = await Promise.all(
    dropped.map(async (each) => (each instanceof File ? [each] : await filesOf(each, DEPTH))),
  );
  return barFiles(found.flat());
}

/** Those of some files whose endings say that they hold bars, by name. */
export function barFiles(files: readonly File[]): File[] {
  return files
    .filter(({ name }) => BAR_FILES.some((ending) => name.toLowerCase().endsWith(ending)))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, MOST_FILES);
}

async function filesOf(entry: FileSystemEntry, depth: number): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((found, failed) => entry.file(found, failed))];
  if (!isFolder(entry) || depth === 0) return [];
  const reader = entry.createReader();
  const files: File[] = [];
  // A folder is told in parts; an empty one is the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (part.length === 0 || files.length > MOST_FILES) return files;
    files.push(...(await Promise.all(part.map((each) => filesOf(each, depth - 1)))).flat());
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
