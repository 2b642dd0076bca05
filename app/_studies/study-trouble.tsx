import own from "./studies.module.css";

/** What a failed call tells: `data` is what the server said of it, and is absent where nobody answered. */
interface Trouble {
  readonly message: string;
  readonly data?: unknown;
}

/** Whether a call failed because nobody answered, or nobody could: what is on the page stays, and the next look may find the server again. */
export function isAway({ data }: Trouble): boolean {
  const { httpStatus } = (data ?? {}) as { readonly httpStatus?: number };
  return httpStatus === undefined || httpStatus >= 500;
}

/** Why a study cannot be read; where the server is away, that what is seen is of before and goes on by itself. */
export function StudyTrouble({ error, isSeen }: { error: Trouble | null; isSeen: boolean }) {
  if (!error) return null;
  if (!isSeen || !isAway(error)) return <p className={own.problem}>{error.message}</p>;
  return (
    <p className={own.lost} role="status">
      The server does not answer. What stands here is of before; it goes on by itself once the server is back.
    </p>
  );
}
