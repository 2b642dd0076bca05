import type { NotebookDocument } from "#engine/notebook/document.ts";
import { type CellChange, fieldsOf } from "#engine/notebook/versions/notebook-diff.ts";
import { type Proposal, proposalsOf } from "#engine/notebook/versions/notebook-merge.ts";

/** One change that is offered, as it would change the notebook as it is now. */
export interface ReviewedProposal {
  readonly proposal: Proposal;
  /** From the notebook's present cell to what would stand there; absent for the title. */
  readonly change: CellChange | undefined;
}

const WORDS: Record<Proposal["outcome"], string> = {
  clean: "",
  merged: "joined with your own edit",
  conflict: "replaces your own edit",
  present: "is there already",
};

/** What taking a change over means, where it is not plain. */
export const outcomeWords = ({ outcome }: Pick<Proposal, "outcome">): string => WORDS[outcome];

/** What a suggestion would change in a notebook as it is now; what is there already is left out. */
export function reviewProposals(
  base: NotebookDocument,
  mine: NotebookDocument,
  theirs: NotebookDocument,
): ReviewedProposal[] {
  const own = new Map(mine.cells.map((cell) => [cell.id, cell]));
  return proposalsOf(base, mine, theirs)
    .filter(({ outcome }) => outcome !== "present")
    .map((proposal) => ({ proposal, change: changeOf(proposal, own) }));
}

function changeOf(
  { cellId, cell: after, change }: Proposal,
  own: ReadonlyMap<string, NotebookDocument["cells"][number]>,
): CellChange | undefined {
  if (change === undefined) return undefined;
  const before = own.get(cellId);
  const fields = before && after ? fieldsOf(before, after) : [];
  const changed = fields.length > 0 ? "changed" : "same";
  const kind = before === undefined ? "added" : after === undefined ? "removed" : changed;
  return { cellId, kind, moved: change.moved, before, after, fields };
}

/** The changes that are chosen to begin with: all that replace nothing of one's own. */
export function firstChoice(proposals: readonly ReviewedProposal[]): ReadonlySet<string> {
  const plain = proposals.filter(({ proposal }) => proposal.outcome !== "conflict");
  return new Set(plain.map(({ proposal }) => proposal.cellId));
}
