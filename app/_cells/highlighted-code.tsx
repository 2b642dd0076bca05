"use client";

import { javascriptLanguage, typescriptLanguage } from "@codemirror/lang-javascript";
import { StandardSQL } from "@codemirror/lang-sql";
import { yamlLanguage } from "@codemirror/lang-yaml";
import type { Language } from "@codemirror/language";
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";
import type { ReactNode } from "react";
import { showHidden } from "#engine/notebook/hidden-characters.ts";
import styles from "./markdown.module.css";

const LANGUAGES: Readonly<Record<string, Language>> = {
  ts: typescriptLanguage,
  typescript: typescriptLanguage,
  js: javascriptLanguage,
  javascript: javascriptLanguage,
  json: javascriptLanguage,
  sql: StandardSQL.language,
  yaml: yamlLanguage,
  yml: yamlLanguage,
};

/** Longer blocks are shown plain: a page of text is not to wait for its colours. */
const MAX_CHARS = 50_000;

const style = (name: string): string => styles[name] ?? "";

/** The editor's colours, as classes. */
const highlighter = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: style("keyword") },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: style("string") },
  { tag: [tags.number, tags.bool, tags.null], class: style("number") },
  { tag: tags.comment, class: style("comment") },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.propertyName),
      tags.definition(tags.propertyName),
    ],
    class: style("function"),
  },
  { tag: [tags.typeName, tags.className], class: style("type") },
]);

/** A block of code in the colours of its language; of an unknown one as it is. */
export function HighlightedCode({ code: block, language }: { code: string; language: string }) {
  const code = showHidden(block.replace(/\n$/, ""));
  const known = LANGUAGES[language.toLowerCase()];
  if (known === undefined || code.length > MAX_CHARS) return <code>{code}</code>;
  const parts: ReactNode[] = [];
  highlightCode(
    code,
    known.parser.parse(code),
    highlighter,
    (text, classes) =>
      parts.push(
        classes === "" ? (
          text
        ) : (
          <span key={parts.length} className={classes}>
            {text}
          </span>
        ),
      ),
    () => parts.push("\n"),
  );
  return <code>{parts}</code>;
}
