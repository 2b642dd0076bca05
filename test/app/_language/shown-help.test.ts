import { EditorState } from "@codemirror/state";
import { showTooltip } from "@codemirror/view";
import { describe, expect, test } from "vitest";
import { shownHelp, showHelp } from "#app/_language/shown-help.ts";

/** A text with the card of its call shown behind the parenthesis. */
function helped() {
  const card = { pos: 4, create: () => ({ dom: {} as HTMLElement }) };
  const state = EditorState.create({ doc: "sma(close, 3)", selection: { anchor: 4 }, extensions: shownHelp });
  return { card, state: state.update({ effects: showHelp.of(card) }).state };
}

const position = (state: EditorState) => state.facet(showTooltip)[0]?.pos;

describe("the card of a call", () => {
  test("moves with the text, and stays the same card", () => {
    const { card, state } = helped();
    const moved = state.update({ changes: { from: 0, insert: "const a = " } }).state;
    expect(moved.field(shownHelp)).toEqual({ ...card, pos: 14, open: 13 });
  });

  test("goes with its call, and at once when the cursor has left that", () => {
    const { state } = helped();
    expect(position(state.update({ changes: { from: 0, to: 13 } }).state)).toBeUndefined();
    expect(position(state.update({ selection: { anchor: 12 } }).state)).toBe(4);
    expect(position(state.update({ selection: { anchor: 13 } }).state)).toBeUndefined();
  });

  test("goes when it is taken away", () => {
    const { state } = helped();
    expect(position(state.update({ effects: showHelp.of(null) }).state)).toBeUndefined();
  });
});
