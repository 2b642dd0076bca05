/**
 * How many bars ago the highest of the last `lengthBars` values was; of equal ones the newest.
 *
 * @param values Shape [bars]; a NaN makes every window that holds it NaN, and no other.
 * @returns 0 to `lengthBars - 1`, shape [bars]; NaN for the first `lengthBars - 1` bars. Uses no later bar. O(bars).
 * @see Lemire (2006), Streaming maximum-minimum filter: a queue of the values that may still become the highest.
 */
export function ageOfHighest(values: Float64Array, lengthBars: number): Float64Array {
  return ageOfExtreme(values, lengthBars, 1);
}

/** How many bars ago the lowest was; otherwise as {@link ageOfHighest}. */
export function ageOfLowest(values: Float64Array, lengthBars: number): Float64Array {
  return ageOfExtreme(values, lengthBars, -1);
}

function ageOfExtreme(values: Float64Array, lengthBars: number, sign: 1 | -1): Float64Array {
  const count = values.length;
  const ages = new Float64Array(count);
  const queue = new Int32Array(count);
  let head = 0;
  let tail = 0;
  let clean = 0;
  for (let bar = 0; bar < count; bar++) {
    const value = sign * (values[bar] as number);
    if (value !== value) {
      clean = 0;
      head = tail;
      ages[bar] = NaN;
      continue;
    }
    clean += 1;
    while (tail > head && sign * (values[queue[tail - 1] as number] as number) <= value) tail -= 1;
    queue[tail++] = bar;
    if ((queue[head] as number) <= bar - lengthBars) head += 1;
    ages[bar] = clean < lengthBars ? NaN : bar - (queue[head] as number);
  }
  return ages;
}
