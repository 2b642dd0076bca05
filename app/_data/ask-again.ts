/** The pauses before a question that was broken off is asked again. */
export const AGAIN_MS = [100, 1000] as const;

/** Whether no answer came at all: the browser ends whatever a page asks for when one walks its history or presses Stop. */
export const isBrokenOff = (error: unknown): boolean => error instanceof TypeError;

/** Asks something that changes nothing, and again where the answer was broken off; any other failure passes through. */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of AGAIN_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!isBrokenOff(error)) throw error;
    }
    await new Promise((done) => setTimeout(done, waitMs));
  }
  return ask();
}
