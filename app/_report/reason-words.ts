/** Prices in reasons are as exact as the engine's: a reader needs two decimals of them, or four digits of those below one. */
export function reasonWords(reason: string): string {
  return reason.replace(/\d+\.\d{3,}/g, (number) => {
    const value = Number(number);
    return value >= 1 ? value.toFixed(2) : String(Number(value.toPrecision(4)));
  });
}
