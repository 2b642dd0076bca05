import type { Peer, PeerBars } from "./peer.ts";

/**
 * Hand-fused loops with our outputs, but without checks, drift control or rules for missing values: the ceiling.
 * Lengths are our defaults.
 */
export function plainLoops(bars: PeerBars): Peer {
  const { high, low, close } = bars;
  return {
    name: "plain loop",
    run: {
      sma: () => sma(close, 20),
      ema: () => ema(close, 20),
      rsi: () => rsi(close, 14),
      atr: () => atr(high, low, close, 14),
      macd: () => macd(close),
      bollinger: () => bollinger(close, 20),
      stochastic: () => stochastic(high, low, close, 14),
      adx: () => adx(high, low, close, 14),
    },
  };
}

const at = (column: Float64Array, bar: number): number => column[bar] as number;

function sma(close: Float64Array, length: number): Float64Array {
  const out = new Float64Array(close.length);
  const share = 1 / length;
  let sum = 0;
  for (let bar = 0; bar < length - 1; bar++) sum += at(close, bar);
  for (let bar = length - 1; bar < close.length; bar++) {
    sum += at(close, bar);
    out[bar] = sum * share;
    sum -= at(close, bar - length + 1);
  }
  return out;
}

function ema(close: Float64Array, length: number): Float64Array {
  const out = new Float64Array(close.length);
  const weight = 2 / (length + 1);
  let average = at(close, 0);
  for (let bar = 0; bar < close.length; bar++) out[bar] = average += (at(close, bar) - average) * weight;
  return out;
}

function rsi(close: Float64Array, length: number): Float64Array {
  const out = new Float64Array(close.length);
  const weight = 1 / length;
  let up = 0;
  let down = 0;
  for (let bar = 1; bar < close.length; bar++) {
    const change = at(close, bar) - at(close, bar - 1);
    up += ((change > 0 ? change : 0) - up) * weight;
    down += ((change < 0 ? -change : 0) - down) * weight;
    out[bar] = (100 * up) / (up + down);
  }
  return out;
}

function atr(high: Float64Array, low: Float64Array, close: Float64Array, length: number): Float64Array {
  const out = new Float64Array(close.length);
  const weight = 1 / length;
  let average = 0;
  for (let bar = 1; bar < close.length; bar++) {
    const before = at(close, bar - 1);
    const range = Math.max(at(high, bar), before) - Math.min(at(low, bar), before);
    out[bar] = average += (range - average) * weight;
  }
  return out;
}

function macd(close: Float64Array): Float64Array[] {
  const [line, signal, histogram] = [0, 1, 2].map(() => new Float64Array(close.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let fast = at(close, 0);
  let slow = fast;
  let smooth = 0;
  for (let bar = 0; bar < close.length; bar++) {
    const price = at(close, bar);
    fast += ((price - fast) * 2) / 13;
    slow += ((price - slow) * 2) / 27;
    const distance = fast - slow;
    smooth += (distance - smooth) * 0.2;
    line[bar] = distance;
    signal[bar] = smooth;
    histogram[bar] = distance - smooth;
  }
  return [line, signal, histogram];
}

function bollinger(close: Float64Array, length: number): Float64Array[] {
  const [upper, middle, lower] = [0, 1, 2].map(() => new Float64Array(close.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const share = 1 / length;
  let sum = 0;
  let squares = 0;
  for (let bar = 0; bar < close.length; bar++) {
    const entering = at(close, bar);
    const leaving = bar >= length ? at(close, bar - length) : 0;
    sum += entering - leaving;
    squares += entering * entering - leaving * leaving;
    const mean = sum * share;
    const reach = 2 * Math.sqrt(squares * share - mean * mean);
    upper[bar] = mean + reach;
    middle[bar] = mean;
    lower[bar] = mean - reach;
  }
  return [upper, middle, lower];
}

function stochastic(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  length: number,
): Float64Array[] {
  const k = new Float64Array(close.length);
  const d = new Float64Array(close.length);
  let [fast1, fast2, k1, k2] = [0, 0, 0, 0];
  let [topAt, bottomAt] = [0, 0];
  for (let bar = 0; bar < close.length; bar++) {
    const from = Math.max(0, bar - length + 1);
    if (topAt < from)
      for (let other = (topAt = from); other < bar; other++)
        if (at(high, other) >= at(high, topAt)) topAt = other;
    if (at(high, bar) >= at(high, topAt)) topAt = bar;
    if (bottomAt < from)
      for (let other = (bottomAt = from); other < bar; other++)
        if (at(low, other) <= at(low, bottomAt)) bottomAt = other;
    if (at(low, bar) <= at(low, bottomAt)) bottomAt = bar;
    const bottom = at(low, bottomAt);
    const fast = (100 * (at(close, bar) - bottom)) / (at(high, topAt) - bottom);
    const slow = (fast + fast1 + fast2) / 3;
    k[bar] = slow;
    d[bar] = (slow + k1 + k2) / 3;
    [fast2, fast1, k2, k1] = [fast1, fast, k1, slow];
  }
  return [k, d];
}

function adx(high: Float64Array, low: Float64Array, close: Float64Array, length: number): Float64Array[] {
  const [value, plus, minus] = [0, 1, 2].map(() => new Float64Array(close.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const weight = 1 / length;
  let [up, down, range, average] = [0, 0, 0, 0];
  for (let bar = 1; bar < close.length; bar++) {
    const before = at(close, bar - 1);
    const rise = at(high, bar) - at(high, bar - 1);
    const fall = at(low, bar - 1) - at(low, bar);
    const stretch = Math.max(at(high, bar), before) - Math.min(at(low, bar), before);
    up += (rise > fall && rise > 0 ? rise : 0) - up * weight;
    down += (fall > rise && fall > 0 ? fall : 0) - down * weight;
    range += stretch - range * weight;
    plus[bar] = (100 * up) / range;
    minus[bar] = (100 * down) / range;
    average += ((100 * Math.abs(up - down)) / (up + down) - average) * weight;
    value[bar] = average;
  }
  return [value, plus, minus];
}
