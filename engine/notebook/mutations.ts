import { nodes, text } from "./scopes.ts";
import type { Fields } from "./scopes.ts";

/** A place that changes a value in place. */
export interface Mutation {
  /** The name of the value. */
  readonly name: string;
  /** As a reader would say it: "push()", "an assignment to close". */
  readonly what: string;
  readonly start: number;
}

/** Methods of lists, typed columns, maps and sets that change them. */
const MUTATORS = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear".split(" "),
);

/** The name at the root of `a.b[c].d`, if it is one. */
function rootOf(node: Fields | undefined): string | null {
  if (node?.type === "Identifier") return text(node["name"]);
  const inner = node?.type === "MemberExpression" || node?.type === "ChainExpression";
  return inner ? rootOf(nodes(node["object"] ?? node["expression"])[0]) : null;
}

const memberName = (member: Fields): string =>
  member["computed"] === true ? "one of its elements" : text(nodes(member["property"])[0]?.["name"]);

function change(member: Fields | undefined, what: (member: Fields) => string): Mutation | null {
  if (member?.type !== "MemberExpression") return null;
  const name = rootOf(member);
  return name === null ? null : { name, what: what(member), start: member.start };
}

/**
 * What a node changes in place: a call of a mutating method, an assignment to a member, or its deletion.
 *
 * @returns Null for every other node; aliases are not followed.
 */
export function mutationOf(node: Fields): Mutation | null {
  if (node.type === "CallExpression") {
    const [callee] = nodes(node["callee"]);
    const method = callee === undefined ? "" : memberName(callee);
    return MUTATORS.has(method) ? change(callee, () => `${method}()`) : null;
  }
  const target =
    node.type === "AssignmentExpression"
      ? nodes(node["left"])[0]
      : node.type === "UpdateExpression" || (node.type === "UnaryExpression" && node["operator"] === "delete")
        ? nodes(node["argument"])[0]
        : undefined;
  return change(target, (member) => `an assignment to ${memberName(member)}`);
}
