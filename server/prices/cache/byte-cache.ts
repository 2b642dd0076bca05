/** A least-recently-used cache bounded by the bytes of what it holds. */
export interface ByteCache {
  get(key: string): Uint8Array | undefined;
  /** Keeps a value, dropping the longest unused ones; one larger than the whole bound is not kept. */
  set(key: string, value: Uint8Array): void;
  readonly bytes: number;
}

/** Makes an empty {@link ByteCache} that holds at most `maxBytes`. Both operations are O(1) amortised. */
export function byteCache(maxBytes: number): ByteCache {
  const entries = new Map<string, Uint8Array>(); // in order of use: a Map keeps insertion order
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= entries.get(key)?.byteLength ?? 0;
    entries.delete(key);
  };
  return {
    get bytes() {
      return bytes;
    },
    get(key) {
      const value = entries.get(key);
      if (!value) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(key, value) {
      drop(key);
      if (value.byteLength > maxBytes) return;
      entries.set(key, value);
      bytes += value.byteLength;
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
