/** Most steps and looks at the function, per dimension. */
const MOST_PER_DIMENSION = 200;

interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

/**
 * A minimum of a function of a few numbers, by the downhill simplex with the coefficients of its authors, steps as in scipy.
 *
 * @param start None of them 0: the first simplex reaches 5 % further in each.
 * @param tolerance Of the corners' places and values alike.
 * @returns Undefined where it does not settle within 200 steps per dimension.
 * @see Nelder, Mead (1965), A Simplex Method for Function Minimization; scipy.optimize.minimize(method="Nelder-Mead").
 */
export function nelderMead(
  find: (at: readonly number[]) => number,
  start: readonly number[],
  tolerance = 1e-4,
): readonly number[] | undefined {
  let looks = 0;
  const look = (at: readonly number[]): Corner => {
    looks += 1;
    return { at, value: find(at) };
  };
  const corners = [look(start)];
  for (let axis = 0; axis < start.length; axis++)
    corners.push(look(start.map((value, index) => (index === axis ? 1.05 * value : value))));
  const most = MOST_PER_DIMENSION * start.length;
  for (let step = 1; looks < most && step < most; step++) {
    corners.sort((a, b) => a.value - b.value);
    if (isSettled(corners, tolerance)) return corners[0]?.at;
    move(corners, look);
  }
  return undefined;
}

function isSettled([best, ...others]: readonly Corner[], tolerance: number): boolean {
  return others.every(
    ({ at, value }) =>
      Math.abs(value - (best?.value ?? NaN)) <= tolerance &&
      at.every((place, axis) => Math.abs(place - (best?.at[axis] ?? NaN)) <= tolerance),
  );
}

/** One step: the worst corner is reflected, the simplex stretched or drawn in; of sorted corners. */
function move(corners: Corner[], look: (at: readonly number[]) => Corner): void {
  const last = corners.length - 1;
  const [best, next, worst] = [corners[0], corners[last - 1], corners[last]];
  if (!best || !next || !worst) return;
  const middle = best.at.map(
    (_, axis) => corners.slice(0, last).reduce((sum, { at }) => sum + (at[axis] ?? NaN), 0) / last,
  );
  const along = (far: number): Corner =>
    look(middle.map((place, axis) => (1 + far) * place - far * (worst.at[axis] ?? NaN)));
  const reflected = along(1);
  if (reflected.value < best.value) {
    const stretched = along(2);
    corners[last] = stretched.value < reflected.value ? stretched : reflected;
  } else if (reflected.value < next.value) corners[last] = reflected;
  else {
    const outside = reflected.value < worst.value;
    const drawn = along(outside ? 0.5 : -0.5);
    if (outside ? drawn.value <= reflected.value : drawn.value < worst.value) corners[last] = drawn;
    else
      for (let corner = 1; corner <= last; corner++)
        corners[corner] = look(
          best.at.map((place, axis) => place + 0.5 * ((corners[corner]?.at[axis] ?? NaN) - place)),
        );
  }
}
