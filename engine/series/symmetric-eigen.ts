/** Eigenvalues, and eigenvectors as columns, of a symmetric matrix. */
export interface Eigen {
  readonly values: Float64Array;
  /** Row by row, shape [size * size]; column k belongs to value k. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations.
 *
 * @param matrix Row by row, shape [size * size].
 * @returns In no order. O(size^3) per sweep, some ten sweeps.
 * @see Golub and Van Loan (2013), Matrix Computations, 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let k = 0; k < size; k++) vectors[k * size + k] = 1;
  for (let sweep = 0; sweep < 60 && offDiagonal(a, size) > 1e-300; sweep++)
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, { size, p, q });
  return { values: Float64Array.from({ length: size }, (_, k) => a[k * size + k] as number), vectors };
}

function offDiagonal(a: Float64Array, size: number): number {
  let off = 0;
  let on = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const square = (a[row * size + column] as number) ** 2;
      if (row === column) on += square;
      else off += square;
    }
  return off > 1e-30 * on ? off : 0;
}

function rotate(
  a: Float64Array,
  vectors: Float64Array,
  { size, p, q }: { readonly size: number; readonly p: number; readonly q: number },
): void {
  const between = a[p * size + q] as number;
  if (between === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * between);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (values: Float64Array, first: number, second: number): void => {
    const [x, y] = [values[first] as number, values[second] as number];
    values[first] = c * x - s * y;
    values[second] = s * x + c * y;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(vectors, k * size + p, k * size + q);
}
