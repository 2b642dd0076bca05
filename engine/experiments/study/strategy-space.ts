import { z } from "zod";
import { EngineError } from "../../errors.ts";
import type { Strategy } from "../../strategy.ts";
import type { Axis } from "../grid.ts";
import type { SearchSpaceInput } from "../search/space.ts";

type Parameters = SearchSpaceInput["parameters"];

interface Property {
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly step?: number;
  readonly enum?: readonly (string | number)[];
}

/**
 * The whole space of a strategy's own parameters, by the ranges that they were declared with.
 *
 * @throws EngineError "bad-param" where none has a range.
 */
export function spaceOfStrategy({ params, name }: Pick<Strategy, "params" | "name">): SearchSpaceInput {
  const { properties = {} } = z.toJSONSchema(params, { io: "input", unrepresentable: "any" });
  const parameters: Parameters = {};
  for (const [key, property] of Object.entries(properties)) {
    const found = dimensionOf(property as Property);
    if (found) parameters[key] = found;
  }
  if (Object.keys(parameters).length === 0)
    throw new EngineError("bad-param", `no parameter of ${name} has a range; give a space`, {
      field: "space",
    });
  return { parameters };
}

function dimensionOf({
  type,
  minimum: min,
  maximum: max,
  step,
  enum: values,
}: Property): Parameters[string] | undefined {
  if (values) return { kind: "choice", values: [...values] };
  if (type === "boolean") return { kind: "choice", values: [false, true] };
  if (min === undefined || max === undefined || !(max < Number.MAX_SAFE_INTEGER)) return undefined;
  if (type === "integer") return { kind: "int", min, max, ...(step === undefined ? {} : { step }) };
  return type === "number" ? { kind: "float", min, max } : undefined;
}

/** The space of a grid's values: evenly spaced numbers keep their order, all else becomes a choice. */
export function spaceOfGrid(grid: Readonly<Record<string, Axis>>): SearchSpaceInput {
  return { parameters: Object.fromEntries(Object.entries(grid).map(([name, axis]) => [name, ofAxis(axis)])) };
}

function ofAxis(axis: Axis): Parameters[string] {
  const [first, second] = axis;
  const last = axis.at(-1);
  if (typeof first !== "number" || typeof second !== "number" || typeof last !== "number")
    return { kind: "choice", values: [...axis] };
  const step = (last - first) / (axis.length - 1);
  const isEven =
    step > 0 &&
    axis.every(
      (value, place) =>
        typeof value === "number" &&
        Math.abs(value - first - place * step) < 1e-9 * Math.max(1, Math.abs(last)),
    );
  if (!isEven) return { kind: "choice", values: [...axis] };
  const isWhole = Number.isInteger(first) && Number.isInteger(step);
  return { kind: isWhole ? "int" : "float", min: first, max: last, step };
}
