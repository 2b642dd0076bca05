/** Root of a variance per bar times bars per year: a yearly deviation. Shape [bars]; a hair below 0 counts as 0, NaN stays. */
export function annualised(variances: Float64Array, periodsPerYear: number): Float64Array {
  const deviations = new Float64Array(variances.length);
  for (let bar = 0; bar < variances.length; bar++) {
    const variance = variances[bar] as number;
    deviations[bar] = variance < 0 ? 0 : Math.sqrt(variance * periodsPerYear);
  }
  return deviations;
}
