/** Tells the person at the terminal what takes long; on stderr, since stdout belongs to results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
