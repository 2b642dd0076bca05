import { z } from "zod";

const outcome = z.object({
  made: z.number(),
  there: z.number(),
  runs: z.number(),
  missing: z.array(z.string()),
});
const problem = z.object({ message: z.string() });

/** Sends an export's file to the server. @throws Error with the server's sentence when it refuses. */
export async function importWorkspace(file: File): Promise<z.infer<typeof outcome>> {
  const answer = await fetch("/api/workspace", { method: "POST", body: file });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return outcome.parse(body);
  throw new Error(
    problem.safeParse(body).data?.message ?? `the server answered ${answer.status} to the import`,
  );
}
