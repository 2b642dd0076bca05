import { formatOf } from "#engine/notebook/controls/file.ts";
import type { FileContents } from "#workers/cells/client.ts";

/** Bytes of all notebooks' dropped files in this browser; the oldest go first. */
export const CUPBOARD_BYTES = 256_000_000;

const DATABASE = "lookback.files";
const STORE = "files";

interface KeptFile {
  readonly key: string;
  readonly notebookId: string;
  readonly hash: string;
  readonly fileName: string;
  /** A copy that the browser keeps of it; bytes, where an earlier version of this page kept them. */
  readonly bytes: Blob | Uint8Array<ArrayBuffer>;
  /** UTC ms when it was dropped. */
  readonly at: number;
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's storage failed"));
  });

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("notebook", "notebookId");
  };
  return answer(request);
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await work(database.transaction(STORE, mode).objectStore(STORE));
  } finally {
    database.close();
  }
}

const sizeOf = ({ bytes }: KeptFile): number => (bytes instanceof Blob ? bytes.size : bytes.length);
const keyOf = (notebookId: string, hash: string): string => `${notebookId} ${hash}`;

/** Removes the oldest files until all of them fit. */
async function makeRoom(store: IDBObjectStore, newest: string): Promise<void> {
  const all = await answer(store.getAll() as IDBRequest<KeptFile[]>);
  let total = all.reduce((sum, file) => sum + sizeOf(file), 0);
  for (const file of all.sort((a, b) => a.at - b.at)) {
    if (total <= CUPBOARD_BYTES) return;
    if (file.key === newest) continue;
    total -= sizeOf(file);
    await answer(store.delete(file.key));
  }
}

/**
 * Keeps a dropped file in this browser, beside the notebook, so that it is there on the next visit.
 *
 * @throws the browser's error when there is no room for it.
 */
export async function keepFile(
  notebookId: string,
  { hash, fileName, contents }: FileContents,
): Promise<void> {
  const key = keyOf(notebookId, hash);
  const file: KeptFile = { key, notebookId, hash, fileName, bytes: contents, at: Date.now() };
  await inStore("readwrite", async (store) => {
    await answer(store.put(file));
    await makeRoom(store, key);
  });
}

/** A kept file, or null when it is not in this browser. */
export async function findFile(notebookId: string, hash: string): Promise<FileContents | null> {
  const key = keyOf(notebookId, hash);
  const found = await inStore("readonly", (store) =>
    answer(store.get(key) as IDBRequest<KeptFile | undefined>),
  );
  if (found === undefined) return null;
  const { fileName, bytes } = found;
  const format = formatOf(fileName);
  if (format === null) return null;
  return { fileName, hash, format, contents: bytes instanceof Blob ? bytes : new Blob([bytes]) };
}

/** Forgets a kept file. */
export async function removeFile(notebookId: string, hash: string): Promise<void> {
  await inStore("readwrite", (store) => answer(store.delete(keyOf(notebookId, hash))));
}
