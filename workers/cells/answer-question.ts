import type { BarsRequest } from "#engine/data/bars-request.ts";
import type { DatasetInfo } from "#engine/data/dataset-info.ts";
import type { StoredTable } from "#engine/data/stored-table.ts";
import type { StudyOrder } from "#engine/experiments/study/study-order.ts";
import type { FromSandbox, ToSandbox } from "#workers/wire.ts";

/** What the page answers for the sandbox, which reaches nothing by itself. */
export interface PageAnswers {
  /** @returns Bytes that the page does not keep: they are handed over. */
  loadBars(request: BarsRequest): Promise<Uint8Array>;
  listDatasets(): Promise<readonly DatasetInfo[]>;
  /** @returns Bytes that the page does not keep. */
  readTable(name: StoredTable): Promise<Uint8Array>;
  /** Asks the person whether a study may run on the server, and has it run. @returns Its id. */
  orderStudy(order: StudyOrder, cellId: string): Promise<string>;
  /** Waits for a study's end. @returns Its result with its trials, as plain data. */
  studyResult(id: string): Promise<unknown>;
}

/** What the sandbox asks the page, to be answered under its number. */
export type Question = Extract<FromSandbox, { requestId: string }>;
/** A message without its version. */
type Unversioned<M> = M extends unknown ? Omit<M, "v"> : never;
/** An answer under a question's number. */
export type Answer = Unversioned<Extract<ToSandbox, { requestId: string }>>;

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 2000);

/** Bytes that may be transferred: those that share memory with others are copied, and a million bars seldom are. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
  return isWhole ? new Uint8Array(buffer) : bytes.slice();
}

/** Answers a question with what the page finds, or with why it does not. Bytes are the answer's own, and may be transferred. */
export async function answerQuestion(page: PageAnswers, question: Question): Promise<Answer> {
  const { requestId } = question;
  switch (question.type) {
    case "want-bars":
      return answer({ type: "bars", requestId }, async () => ({
        ipc: own(await page.loadBars(question.request)),
      }));
    case "want-table":
      return answer({ type: "table", requestId }, async () => ({
        ipc: own(await page.readTable(question.name)),
      }));
    case "want-datasets":
      return answer({ type: "datasets", requestId }, async () => ({
        datasets: [...(await page.listDatasets())],
      }));
    case "want-study":
      return answer({ type: "study", requestId }, async () => ({
        study: await page.orderStudy(question.order, question.cellId),
      }));
    case "want-study-result":
      return answer({ type: "study", requestId }, async () => ({
        study: await page.studyResult(question.id),
      }));
  }
}

async function answer<H extends object, F extends object>(
  head: H,
  find: () => Promise<F>,
): Promise<(H & F) | (H & { error: string })> {
  try {
    return { ...head, ...(await find()) };
  } catch (error) {
    return { ...head, error: messageOf(error) };
  }
}
