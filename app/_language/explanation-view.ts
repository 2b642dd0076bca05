import type { Explanation } from "#workers/language/client.ts";
import styles from "./language.module.css";

function element(tag: string, className: string | undefined, text: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  made.textContent = text;
  return made;
}

/** Words with `names` in them as code. */
export function worded(tag: string, className: string | undefined, text: string): HTMLElement {
  const made = element(tag, className, "");
  for (const [at, part] of text.split("`").entries())
    made.append(at % 2 === 1 ? element("code", styles.named, part) : part);
  return made;
}

/** A docstring's tag: "@param lengthBars Smoothing window" as its name and its words. */
function tagRow({ name, text }: Explanation["tags"][number]): HTMLElement {
  const row = element("div", styles.tag, "");
  row.append(element("span", styles.tagName, name), worded("span", undefined, text));
  return row;
}

/** The code of `@example` is shown as code. */
function exampleBlock(text: string): HTMLElement {
  return element("code", styles.example, text);
}

/** Type, documentation and tags as elements; text only, whatever a docstring holds. */
export function explanationView(explanation: Explanation): HTMLElement[] {
  const { signature, documentation, tags } = explanation;
  const paragraphs = documentation.split(/\n\s*\n/).filter((text) => text.trim() !== "");
  return [
    element("code", styles.signature, signature),
    ...paragraphs.map((text) => worded("p", styles.words, text.replaceAll("\n", " "))),
    ...tags.map((tag) => (tag.name === "example" ? exampleBlock(tag.text) : tagRow(tag))),
  ];
}
