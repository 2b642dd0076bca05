/** Steps of a price where the instrument has no tick: fine enough for any quote, coarse enough that 100 * 1.1 is 110. */
const FREE_STEPS_PER_UNIT = 1e8;

/** A hair in ticks: 100.05 / 0.05 is 2000.9999999999998, and is 2001. */
const HAIR = 1e-6;

/**
 * A price as a whole number of ticks: what the matcher compares, so that an exact touch is a touch.
 *
 * @param tick Smallest price step in quote currency; 0 for none, then in steps of 1e-8.
 */
export function toTicks(price: number, tick: number): number {
  return Math.round(tick > 0 ? price / tick : price * FREE_STEPS_PER_UNIT);
}

/** Ticks as a price; divides where the tick is one over a whole number, so that 2001 of 0.05 are 100.05. */
export function fromTicks(ticks: number, tick: number): number {
  if (!(tick > 0)) return ticks / FREE_STEPS_PER_UNIT;
  const perUnit = Math.round(1 / tick);
  return Math.abs(perUnit * tick - 1) < 1e-12 ? ticks / perUnit : ticks * tick;
}

/** A level in ticks, rounded up (1) or down (-1); to the nearest step where the instrument has no tick. */
export function levelTicks(price: number, tick: number, toward: 1 | -1): number {
  if (!(tick > 0)) return Math.round(price * FREE_STEPS_PER_UNIT);
  return toward === 1 ? Math.ceil(price / tick - HAIR) : Math.floor(price / tick + HAIR);
}

/** A price rounded up (1) or down (-1) to the tick; unchanged where the instrument has none. */
export function roundToTick(price: number, tick: number, toward: 1 | -1): number {
  return tick > 0 ? fromTicks(levelTicks(price, tick, toward), tick) : price;
}
