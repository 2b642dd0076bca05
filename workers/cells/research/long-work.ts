/** What a long call of a cell shares with the rest of the notebook. */
export interface LongWork {
  readonly signal: AbortSignal;
  progress(share: number): void;
  /** Reports progress and lets messages in. @throws the signal's reason once the cell was stopped or superseded. */
  between(share: number): Promise<void>;
  /** Lets messages in, the progress left as it is. @throws as `between` does. */
  breathe(): Promise<void>;
}

/** Joins a cell's signal, its progress and its thread's event loop. */
export function createLongWork(
  signal: AbortSignal,
  progress: (share: number) => void,
  breathe: () => Promise<void>,
): LongWork {
  const rest = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  return {
    ...{ signal, progress, breathe: rest },
    between(share) {
      progress(share);
      return rest();
    },
  };
}
