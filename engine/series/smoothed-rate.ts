/**
 * One-bar rate of change, in percent of the bar before, of an exponential average of an average of an average: `ratesOfChange` of an
 * `exponentialCascade`, to the bit, in one pass, which has its division done while the next averages wait for each other.
 *
 * @param values Shape [bars]. A NaN before the first value delays the start; a later one gives NaN at its bar and the next.
 * @param weight Of the newest value, in (0, 1].
 * @returns Shape [bars]; NaN for the first `3 * lengthBars - 2` bars; 0 where the average before is 0. Uses no later bar. O(bars).
 */
export function smoothedRate(values: Float64Array, lengthBars: number, weight: number): Float64Array {
  const rates = new Float64Array(values.length);
  const need2 = 2 * lengthBars - 1;
  const need3 = need2 + lengthBars - 1;
  let once = 0;
  let twice = 0;
  let thrice = 0;
  let seen = 0;
  let bar = 0;
  for (; bar < values.length && seen < need3; bar++) {
    const value = values[bar] as number;
    if (value !== value) continue;
    seen += 1;
    once = seen > lengthBars ? once + (value - once) * weight : once + value / lengthBars;
    if (seen < lengthBars) continue;
    twice = seen > need2 ? twice + (once - twice) * weight : twice + once / lengthBars;
    if (seen >= need2) thrice += twice / lengthBars;
  }
  rates.fill(NaN, 0, bar);
  let before = seen < need3 ? NaN : thrice;
  for (; bar < values.length; bar++) {
    const value = values[bar] as number;
    if (value !== value) {
      rates[bar] = before = NaN;
      continue;
    }
    once += (value - once) * weight;
    twice += (once - twice) * weight;
    thrice += (twice - thrice) * weight;
    rates[bar] = before === 0 ? 0 : (thrice / before - 1) * 100;
    before = thrice;
  }
  return rates;
}
