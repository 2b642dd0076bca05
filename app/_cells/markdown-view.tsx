"use client";

import { memo } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import { HighlightedCode } from "./highlighted-code.tsx";
import styles from "./markdown.module.css";
import { Maths } from "./maths.tsx";
import { safeUrl } from "./safe-url.ts";

const COMPONENTS: Components = {
  img: ({ src, alt }) =>
    typeof src === "string" && src !== "" ? (
      // A picture within the text: nothing to fetch, nothing to optimise.
      <img src={src} alt={alt ?? ""} />
    ) : (
      <span className={styles.image}>[image: {alt || "without description"}]</span>
    ),
  a: ({ href, children }) =>
    href === undefined ? (
      <>{children}</>
    ) : (
      <a
        href={href}
        {...(href.startsWith("#") ? {} : { target: "_blank", rel: "noopener noreferrer nofollow" })}
      >
        {children}
      </a>
    ),
  code({ className = "", children }) {
    const text = typeof children === "string" ? children : "";
    if (className.includes("language-math"))
      return <Maths tex={text} display={className.includes("math-display")} />;
    const language = /language-([\w-]+)/.exec(className)?.[1];
    return language === undefined ? (
      <code>{children}</code>
    ) : (
      <HighlightedCode code={text} language={language} />
    );
  },
  pre: ({ node, children }) => {
    const [first] = node?.children ?? [];
    const classes = first?.type === "element" ? first.properties["className"] : undefined;
    const isMaths = Array.isArray(classes) && classes.includes("language-math");
    return isMaths ? <div>{children}</div> : <pre>{children}</pre>;
  },
};

/** Markdown as React elements: no HTML of the author's ever reaches the page. */
export const MarkdownView = memo(function MarkdownView({ source }: { source: string }) {
  if (source.trim() === "") return <p className={styles.blank}>Empty markdown cell: press Enter to write.</p>;
  return (
    <div className={styles.markdown}>
      <Markdown
        remarkPlugins={[remarkGfm, remarkMath]}
        components={COMPONENTS}
        urlTransform={safeUrl}
        skipHtml
      >
        {source}
      </Markdown>
    </div>
  );
});
