"use client";

import { memo } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import styles from "./markdown.module.css";

/** Images of other hosts would tell them who reads the notebook: only their text is shown. */
const COMPONENTS: Components = {
  img: ({ alt }) => <span className={styles.image}>[image: {alt || "without description"}]</span>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
};

/** Markdown as React elements: no HTML of the author's ever reaches the page. */
export const MarkdownView = memo(function MarkdownView({ source }: { source: string }) {
  if (source.trim() === "") return <p className={styles.blank}>Empty markdown cell: press Enter to write.</p>;
  return (
    <div className={styles.markdown}>
      <Markdown remarkPlugins={[remarkGfm]} components={COMPONENTS} skipHtml>
        {source}
      </Markdown>
    </div>
  );
});
