import type { StudyDesk } from "../_studies/study-desk.ts";

const refuse = (): Promise<never> =>
  Promise.reject(new Error("a reader starts no study on the server; make a copy of the notebook to run it"));

/** The desk of a notebook that is read: its cells have nothing done on the server. */
export const NO_STUDIES: StudyDesk = {
  orderStudy: refuse,
  studyResult: refuse,
  asked: () => null,
  subscribe: () => () => undefined,
};
