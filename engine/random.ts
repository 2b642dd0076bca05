/** A seeded stream of numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** The next number in [0, 1), with 32 random bits. */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  /** A standard normal deviate (Box-Muller, one draw of two numbers per value). */
  normal(): number;
}

const MASK = (1n << 64n) - 1n;

/** One step of splitmix64, which spreads neighbouring seeds far apart (Steele, Lea, Flood 2014). */
function splitmix64(state: bigint): bigint {
  let z = state & MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/**
 * Makes a stream of pseudo-random numbers from a whole-number seed: sfc32, seeded by splitmix64.
 *
 * @param seed Any whole number up to 2^53; streams of neighbouring seeds are independent.
 * @see Doty-Humphrey, PractRand, sfc32.
 * @example const coin = createRandom(7); table(range(1, 5).map((toss) => ({ toss, heads: coin.next() < 0.5 })))
 */
export function createRandom(seed: number): Random {
  const golden = 0x9e3779b97f4a7c15n;
  const first = splitmix64(BigInt(Math.trunc(seed)) + golden);
  const second = splitmix64(BigInt(Math.trunc(seed)) + golden * 2n);
  let a = Number(first & 0xffffffffn) | 0;
  let b = Number(first >> 32n) | 0;
  let c = Number(second & 0xffffffffn) | 0;
  let d = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return {
    next,
    int: (below) => Math.floor(next() * below),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
