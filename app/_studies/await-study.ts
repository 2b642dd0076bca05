import { TRPCClientError, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "#server/router.ts";

type Api = TRPCClient<AppRouter>;
/** What came of a study that has ended, with its trials. */
export type StudyOutcome = Awaited<ReturnType<Api["studies"]["outcome"]["query"]>>;

const ENDED: readonly string[] = ["completed", "failed", "cancelled"];
/** Between looks while the server cannot be reached. */
const REST_MS = 500;
const MOST_REST_MS = 5_000;

/**
 * Waits for a study's end. A line that breaks, or a server that is started anew, is waited for: the study goes on without this page.
 *
 * @throws what the server says of a study that is not there, or that may not be seen.
 */
export async function awaitStudy(api: Api, id: string): Promise<StudyOutcome> {
  for (let rest = REST_MS; ; rest = Math.min(2 * rest, MOST_REST_MS)) {
    try {
      await untilEnded(api, id);
      const { status } = await api.studies.get.query({ id });
      if (ENDED.includes(status)) return await api.studies.outcome.query({ id });
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
    await new Promise((settle) => setTimeout(settle, rest));
  }
}

/** An answer of the server, in contrast to none: asking again gives the same. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return true;
  const { httpStatus } = (error.data ?? {}) as { readonly httpStatus?: number };
  return httpStatus !== undefined && httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
}

/** Until its story tells of an end, or the line is closed for good: then whoever asked looks for himself. */
function untilEnded(api: Api, id: string): Promise<void> {
  return new Promise((settle, fail) => {
    const following = api.studies.follow.subscribe(
      { id },
      {
        onData: ({ data }) => {
          if (data.type !== "status" || !ENDED.includes(data.status)) return;
          following.unsubscribe();
          settle();
        },
        onComplete: settle,
        onError: fail,
      },
    );
  });
}
