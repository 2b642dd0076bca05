import { closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { markdown } from "@codemirror/lang-markdown";
import { sql, StandardSQL } from "@codemirror/lang-sql";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";
import { drawSelection, EditorView, highlightSpecialChars, keymap } from "@codemirror/view";
import type { CellKind } from "#engine/notebook/document.ts";
import { editorTheme } from "./editor-theme.ts";
import { hangingIndent } from "./hanging-indent.ts";
import { strategyCompletion } from "./strategy-completion.ts";

/** What every editor has; one array for all cells, as CodeMirror shares what is identical. */
const EVERYWHERE: Extension = [
  history(),
  drawSelection(),
  indentOnInput(),
  highlightSpecialChars(),
  bracketMatching(),
  closeBrackets(),
  highlightSelectionMatches(),
  search({ top: true }),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  hangingIndent,
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...searchKeymap,
    ...historyKeymap,
    indentWithTab,
    ...defaultKeymap,
  ]),
  editorTheme,
];

/** In YAML the keys are what one looks for; in code they would drown the rest. */
const YAML_KEYS = syntaxHighlighting(
  HighlightStyle.define([{ tag: tags.definition(tags.propertyName), color: "var(--syntax-name)" }]),
);

const LANGUAGES: Record<CellKind, Extension> = {
  ts: javascript({ typescript: true }),
  sql: sql({ dialect: StandardSQL, upperCaseKeywords: true }),
  md: markdown(),
  input: javascript(),
  strategy: [yaml(), strategyCompletion, YAML_KEYS],
};

/** The shared extensions of an editor for one kind of cell. */
export function editorExtensions(kind: CellKind): Extension {
  return [EVERYWHERE, LANGUAGES[kind]];
}
