import { z } from "zod";
import { nearest } from "../../catalogue.ts";
import { EngineError } from "../../errors.ts";

/** Most choices that a control offers, and most that may be taken together. */
export const CONTROL_LIMITS = {
  choices: 2000,
  chosen: 500,
  textChars: 10_000,
  fileBytes: 64_000_000,
} as const;

/** A control's name within its notebook: its value is kept under it. */
export const controlName = z.string().min(1).max(100).describe("name under which the value is kept");

/** The words beside a control. */
export const controlLabel = z.string().max(200).describe("words beside the control; its name where absent");

/** A number that can be shown and sent: no NaN, no infinity. */
export const finite = z.number();

/**
 * Reads what an author wrote of a control.
 *
 * @throws EngineError "bad-param" naming the control, the option and the remedy.
 */
export function readOptions<S extends z.ZodType>(
  schema: S,
  type: string,
  name: string,
  given: unknown,
): z.output<S> {
  requireName(type, name);
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  const said = issue === undefined ? "unreadable" : sayIssue(schema, issue);
  throw badControl(type, name, field === "" ? said : `${field}: ${said}`);
}

function sayIssue(schema: z.ZodType, issue: z.core.$ZodIssue): string {
  if (issue.code !== "unrecognized_keys" || !(schema instanceof z.ZodObject))
    return issue.message.toLowerCase();
  const known = Object.keys(schema.shape);
  const key = issue.keys[0] ?? "";
  const near = nearest(key, known);
  return `unknown option ${key}; ${near ? `did you mean ${near}?` : `use ${known.join(", ")}`}`;
}

function requireName(type: string, name: unknown): void {
  if (controlName.safeParse(name).success) return;
  throw new EngineError(
    "bad-param",
    `${type} without a name; give 1 to 100 characters first: ${type}("name", { ... })`,
  );
}

/** A mistake in a control's options: what is wrong, and the remedy. */
export function badControl(type: string, name: string, problem: string): EngineError {
  return new EngineError("bad-param", `invalid ${type} "${name}": ${problem}`, { field: name });
}

/** The user's value where it has the right shape, else the author's: an edited control forgives what it was before. */
export function valueOr<S extends z.ZodType>(schema: S, moved: unknown, initial: z.output<S>): z.output<S> {
  const parsed = schema.safeParse(moved);
  return parsed.success ? parsed.data : initial;
}
