/*
 * Exponentials and logarithms that are the same bits on every machine. The language leaves their last bits to its implementation, and two
 * builds of V8 differ in about one of ten: sums, products, square roots and powers agree everywhere, these did not.
 */

/** A double and its two words; the low one comes first on every machine that browsers run on. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const TWO54 = 2 ** 54;

/** 2 to a whole power from -1022 to 1023, made of its bits. */
function powerOfTwo(exponent: number): number {
  words[0] = 0;
  words[1] = (exponent + 1023) << 20;
  return double[0] as number;
}

/**
 * e to the power of x, within one unit of the last place.
 *
 * @see Sun Microsystems (1993), fdlibm, e_exp.c: reduction by multiples of ln 2, then a rational approximation.
 */
export function exp(x: number): number {
  if (!(x > -745.1332191019411 && x < 709.782712893384)) return x > 0 ? Infinity : x < 0 ? 0 : NaN;
  const size = Math.abs(x);
  if (size < 3.725290298461914e-9) return 1 + x;
  let k = 0;
  let high = x;
  let low = 0;
  if (size > 0.34657359027997264) {
    k = Math.trunc(1.442695040888963387 * x + (x < 0 ? -0.5 : 0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
  }
  const r = high - low;
  const t = r * r;
  const tail = 6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8);
  const c = r - t * (1.66666666666666019037e-1 + t * (-2.77777777770155933842e-3 + t * tail));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k === 1024) return y * 2 * powerOfTwo(1023);
  return k >= -1021 ? y * powerOfTwo(k) : y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
}

/** Takes x apart into m times 2 to the k, m between the square roots of a half and of 2; k is returned, m left in `double`. */
function split(x: number): number {
  double[0] = x;
  let k = 0;
  if ((words[1] as number) < 0x00100000) {
    double[0] = x * TWO54;
    k = -54;
  }
  const high = words[1] as number;
  const bits = high & 0xfffff;
  const up = (bits + 0x95f64) & 0x100000;
  words[1] = bits | (up ^ 0x3ff00000);
  return k + (high >> 20) - 1023 + (up >> 20);
}

/**
 * The natural logarithm, within one unit of the last place.
 *
 * @see Sun Microsystems (1993), fdlibm, e_log.c: x as m times a power of 2, then a polynomial in (m - 1) / (m + 1).
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : NaN;
  const k = split(x);
  const f = (double[0] as number) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = 2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1);
  const rest = z * (6.66666666666673513e-1 + w * odd) + even;
  const half = 0.5 * f * f;
  if (k === 0) return f - (half - s * (half + rest));
  return k * LN2_HIGH - (half - (s * (half + rest) + k * LN2_LOW) - f);
}

/** The logarithm of 1 + x, exact to a few units of the last place near 0. @see Kahan, as told by Goldberg (1991), theorem 4. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  return u < Infinity && u > 0 ? (log(u) * x) / (u - 1) : log(u);
}

/** e to the power of x, less 1, exact to a few units of the last place near 0. @see Kahan, as told by Higham (2002), 1.14.1. */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  const less = u - 1;
  if (less === -1 || u === Infinity || u !== u) return less;
  return Math.abs(x) > 1 ? less : (less * x) / log(u);
}

/** The logarithm to base 10; whole where x is a power of 10. @see Sun Microsystems (1993), fdlibm, e_log10.c. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return log(x);
  const k = split(x);
  const m = double[0] as number;
  // Below 1 the next power of 2 is taken out, so that both parts have one sign.
  const y = x < 1 ? k + (m >= 1 ? 1 : 0) : k - (m < 1 ? 1 : 0);
  const rest = m * powerOfTwo(k - y);
  return (
    y * 3.69423907715893078616e-13 + 4.34294481903251816668e-1 * log(rest) + y * 3.01029995663611771306e-1
  );
}

/** The logarithm to base 2; whole where x is a power of 2. */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return log(x);
  const k = split(x);
  return k + log(double[0] as number) * 1.442695040888963387;
}

/** The cube root, by one step of Newton from the power; within two units of the last place. */
export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (Math.abs(x) < 1e-290) return cbrt(x * 2 ** 90) / 2 ** 30;
  const root = Math.abs(x) ** (1 / 3);
  const better = root - (root * root * root - Math.abs(x)) / (3 * root * root);
  return x < 0 ? -better : better;
}

/**
 * Has code that says `Math.exp` or `Math.log` come to the same bits as everywhere else: to be called before any strategy runs, in every
 * thread and process that runs them. Angles are left to the machine.
 */
export function installPortableMath(): void {
  Object.assign(Math, { exp, log, log1p, expm1, log10, log2, cbrt });
}
