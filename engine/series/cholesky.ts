/**
 * Lower triangle L of a positive definite matrix, with L times its transpose the matrix.
 *
 * @param matrix Row by row, shape [size * size]; only the lower triangle is read.
 * @returns Shape [size * size], zeros above the diagonal; undefined where the matrix is not positive definite. O(size^3).
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        sum -= (lower[row * size + k] as number) * (lower[column * size + k] as number);
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] as number);
      else if (sum > 0) lower[row * size + row] = Math.sqrt(sum);
      else return undefined;
    }
  return lower;
}

/** Solves `lower` times x = `values`. Shape [size]; O(size^2). */
export function solveLower(lower: Float64Array, values: Float64Array): Float64Array {
  const size = values.length;
  const found = Float64Array.from(values);
  for (let row = 0; row < size; row++) {
    let sum = found[row] as number;
    for (let k = 0; k < row; k++) sum -= (lower[row * size + k] as number) * (found[k] as number);
    found[row] = sum / (lower[row * size + row] as number);
  }
  return found;
}

/** Solves the transpose of `lower` times x = `values`. Shape [size]; O(size^2). */
export function solveUpper(lower: Float64Array, values: Float64Array): Float64Array {
  const size = values.length;
  const found = Float64Array.from(values);
  for (let row = size - 1; row >= 0; row--) {
    let sum = found[row] as number;
    for (let k = row + 1; k < size; k++) sum -= (lower[k * size + row] as number) * (found[k] as number);
    found[row] = sum / (lower[row * size + row] as number);
  }
  return found;
}
