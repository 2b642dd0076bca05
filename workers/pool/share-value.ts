/** Deeper values are none that run options or settings have. */
const MAX_DEPTH = 12;

/**
 * A copy that can be sent to several threads at once, its number columns in shared memory.
 *
 * @returns Undefined where anything in it is code, an object of a class of its own, or nested past 12 levels: such a
 *   value has to be made anew by the other thread.
 */
export function shareValue(value: unknown, depth = 0): { readonly copy: unknown } | undefined {
  if (depth > MAX_DEPTH || typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return { copy: value };
  if (value instanceof Float64Array) return { copy: shareColumn(value) };
  if (Array.isArray(value)) return shareList(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? shareObject(value, depth) : undefined;
}

/** Copies a column into memory that other threads see. */
export function shareColumn(column: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}

function shareList(list: readonly unknown[], depth: number): { readonly copy: unknown } | undefined {
  const copy: unknown[] = [];
  for (const item of list) {
    const shared = shareValue(item, depth + 1);
    if (shared === undefined) return undefined;
    copy.push(shared.copy);
  }
  return { copy };
}

function shareObject(object: object, depth: number): { readonly copy: unknown } | undefined {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(object)) {
    const shared = shareValue(member, depth + 1);
    if (shared === undefined) return undefined;
    copy[name] = shared.copy;
  }
  return { copy };
}
