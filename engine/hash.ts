const ROUNDS = new Int32Array(roundConstants());
const LITTLE_ENDIAN = new Uint8Array(new Float64Array([1]).buffer)[7] === 0x3f;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
function roundConstants(): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes.map((prime) => Math.floor((Math.cbrt(prime) % 1) * 4294967296) | 0);
}

interface Sha256 {
  readonly state: Int32Array;
  readonly schedule: Int32Array;
  readonly block: Uint8Array;
  filled: number;
  total: number;
}

function start(): Sha256 {
  const words = "6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19";
  const state = Int32Array.from(words.split(" "), (word) => Number.parseInt(word, 16) | 0);
  return { state, schedule: new Int32Array(64), block: new Uint8Array(64), filled: 0, total: 0 };
}

/** Reads a block's sixteen words and works the other forty-eight out of them (FIPS 180-4, 6.2.2 step 1). */
function fillSchedule(w: Int32Array, bytes: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) w[t] = bytes.getInt32(offset + t * 4);
  for (let t = 16; t < 64; t++) {
    const x = w[t - 15] as number;
    const y = w[t - 2] as number;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[t] = ((w[t - 16] as number) + small0 + (w[t - 7] as number) + small1) | 0;
  }
}

const big0 = (a: number): number =>
  ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
const big1 = (e: number): number =>
  ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
const choose = (e: number, f: number, g: number): number => g ^ (e & (f ^ g));
const word = (w: Int32Array, t: number): number => ((ROUNDS[t] as number) + (w[t] as number)) | 0;
const majority = (a: number, b: number, c: number): number => (a & b) | (c & (a | b));

/**
 * Mixes a block's words into the state, four rounds a turn, so that the eight values are renamed and not moved.
 * Plain variables and no lists: of a backtest's re-run half of the time goes through here.
 */
function mix(state: Int32Array, w: Int32Array): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let f = state[5] as number;
  let g = state[6] as number;
  let h = state[7] as number;
  for (let t = 0; t < 64; t += 4) {
    const first = (h + big1(e) + choose(e, f, g) + word(w, t)) | 0;
    const p = (d + first) | 0;
    const i = (first + big0(a) + majority(a, b, c)) | 0;
    const second = (g + big1(p) + choose(p, e, f) + word(w, t + 1)) | 0;
    const q = (c + second) | 0;
    const j = (second + big0(i) + majority(i, a, b)) | 0;
    const third = (f + big1(q) + choose(q, p, e) + word(w, t + 2)) | 0;
    const r = (b + third) | 0;
    const k = (third + big0(j) + majority(j, i, a)) | 0;
    const fourth = (e + big1(r) + choose(r, q, p) + word(w, t + 3)) | 0;
    e = (a + fourth) | 0;
    a = (fourth + big0(k) + majority(k, j, i)) | 0;
    b = k;
    c = j;
    d = i;
    f = r;
    g = q;
    h = p;
  }
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
}

function compress({ state, schedule }: Sha256, bytes: DataView, offset: number): void {
  fillSchedule(schedule, bytes, offset);
  mix(state, schedule);
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function update(sha: Sha256, bytes: Uint8Array): void {
  sha.total += bytes.length;
  let at = 0;
  if (sha.filled > 0) {
    at = Math.min(64 - sha.filled, bytes.length);
    sha.block.set(bytes.subarray(0, at), sha.filled);
    sha.filled += at;
    if (sha.filled < 64) return;
    compress(sha, viewOf(sha.block), 0);
  }
  const view = viewOf(bytes);
  for (; at + 64 <= bytes.length; at += 64) compress(sha, view, at);
  sha.block.set(bytes.subarray(at));
  sha.filled = bytes.length - at;
}

function finish(sha: Sha256): string {
  const bits = sha.total * 8;
  const padding = new Uint8Array(sha.filled < 56 ? 64 - sha.filled : 128 - sha.filled);
  padding[0] = 0x80;
  const view = new DataView(padding.buffer);
  view.setUint32(padding.length - 8, Math.floor(bits / 4294967296));
  view.setUint32(padding.length - 4, bits >>> 0);
  update(sha, padding);
  return Array.from(sha.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * SHA-256 of bytes as 64 lower-case hex digits; synchronous, so that every thread can use it. @see FIPS 180-4
 *
 * @example hashBytes(new TextEncoder().encode("AAPL"))
 */
export function hashBytes(bytes: Uint8Array): string {
  const sha = start();
  update(sha, bytes);
  return finish(sha);
}

/**
 * SHA-256 of a text's UTF-8 bytes; a lone surrogate counts as U+FFFD.
 *
 * @example hashText("AAPL")
 */
export function hashText(text: string): string {
  return hashBytes(utf8(text));
}

/**
 * SHA-256 over columns, one after the other, as little-endian float64.
 * Every NaN counts as the same NaN, since machines differ in its bits.
 * @example hashColumns([prices.close, prices.volume])
 */
export function hashColumns(columns: readonly Float64Array[]): string {
  const sha = start();
  for (const column of columns) update(sha, columnBytes(column));
  return finish(sha);
}

/**
 * SHA-256 of plain data as JSON with sorted keys: equal data, equal hash, whatever the order of its keys.
 *
 * @example hashJson({ fast: 10, slow: 40 }) === hashJson({ slow: 40, fast: 10 })
 */
export function hashJson(value: unknown): string {
  return hashText(canonicalJson(value));
}

/** JSON with sorted keys and without undefined members. Numbers print as the shortest text that reads back. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}

function hasGaps(column: Float64Array): boolean {
  for (let row = 0; row < column.length; row++) if (column[row] !== column[row]) return true;
  return false;
}

function columnBytes(column: Float64Array): Uint8Array {
  const clean = hasGaps(column) ? column.map((value) => (value !== value ? NaN : value)) : column;
  if (LITTLE_ENDIAN && clean === column)
    return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  const view = new DataView(new ArrayBuffer(clean.length * 8));
  for (const [index, value] of clean.entries()) {
    if (value !== value) view.setBigUint64(index * 8, 0x7ff8000000000000n, true);
    else view.setFloat64(index * 8, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** A text as UTF-8 bytes, halves of surrogate pairs replaced. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const letter of text) {
    let point = letter.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) bytes[length++] = point;
    else if (point < 0x800) {
      bytes[length++] = 0xc0 | (point >> 6);
      bytes[length++] = 0x80 | (point & 63);
    } else if (point < 0x10000) {
      bytes[length++] = 0xe0 | (point >> 12);
      bytes[length++] = 0x80 | ((point >> 6) & 63);
      bytes[length++] = 0x80 | (point & 63);
    } else {
      bytes[length++] = 0xf0 | (point >> 18);
      bytes[length++] = 0x80 | ((point >> 12) & 63);
      bytes[length++] = 0x80 | ((point >> 6) & 63);
      bytes[length++] = 0x80 | (point & 63);
    }
  }
  return bytes.subarray(0, length);
}
