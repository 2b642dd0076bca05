"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { ExampleNotebook } from "#server/notebooks/list-examples.ts";
import { useTRPC } from "../_data/api.ts";
import page from "../_ui/page.module.css";
import styles from "./example-book.module.css";

async function loadExamples(): Promise<readonly ExampleNotebook[]> {
  const response = await fetch("/api/examples");
  if (!response.ok) throw new Error(`examples: the server answers ${response.status}; reload the page`);
  return (await response.json()) as readonly ExampleNotebook[];
}

/** The example notebooks as a book: each chapter opens as a copy of one's own. */
export function ExampleBook() {
  const trpc = useTRPC();
  const router = useRouter();
  const { data, error } = useQuery({ queryKey: ["examples"], queryFn: loadExamples, staleTime: Infinity });
  const create = useMutation(
    trpc.notebooks.create.mutationOptions({
      onSuccess: ({ id }) => router.push(`/notebooks/${id}`),
      onError: (problem) => toast.error(problem.message),
    }),
  );
  return (
    <section aria-labelledby="example-book">
      <h2 id="example-book" className={styles.title}>
        The book of examples
      </h2>
      <p className={page.quiet}>
        Read in order, they go through the pipeline once. Each opens as a copy of your own.
      </p>
      {error ? <p className={page.problem}>{error.message}</p> : null}
      <ol className={styles.book}>
        {(data ?? []).map(({ name, title, about, source }) => (
          <li key={name}>
            <button
              type="button"
              disabled={create.isPending}
              onClick={() => create.mutate({ source, freeTitle: true })}
            >
              <strong>{title}</strong>
              <span>{about}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
