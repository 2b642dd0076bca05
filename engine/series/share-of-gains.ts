/** 100 * gains / (gains + losses), bar by bar, shape [bars]; `flat` where both are 0, NaN where either is NaN. */
export function shareOfGains(gains: Float64Array, losses: Float64Array, flat = 0): Float64Array {
  const shares = new Float64Array(gains.length);
  for (let bar = 0; bar < gains.length; bar++) {
    const gain = gains[bar] as number;
    const both = gain + (losses[bar] as number);
    shares[bar] = both === 0 ? flat : 100 * (gain / both);
  }
  return shares;
}
