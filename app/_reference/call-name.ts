/** The function that makes a block of a kind: stopLoss for "stop-loss". */
export function callName(kind: string): string {
  return kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
