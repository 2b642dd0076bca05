import type { StudyInput } from "#engine/experiments/study/study-spec.ts";
import { parseStudy } from "#engine/experiments/study/study-spec.ts";
import { readConstraint } from "#engine/experiments/study/optimize.ts";
import type { SearchSpaceInput, SearchValue } from "#engine/experiments/search/space.ts";
import type { StudyRunOptions } from "#engine/experiments/study/study-order.ts";
import type { CreateStudyInput } from "#server/studies/study-schemas.ts";
import { symbolText } from "#engine/data/bars-request.ts";
import { symbolsIn } from "../_data/form-text.ts";
import { blocksOf } from "./draft-blocks.ts";
import { readSpec } from "./read-spec.ts";
import type { DraftParameter, StudyDraft } from "./study-draft.ts";

/**
 * Reads a draft as the server takes it.
 *
 * @throws Error naming the field, what it holds and what would do.
 */
export async function readDraft(draft: StudyDraft): Promise<CreateStudyInput> {
  const symbols = symbolsIn(draft.symbols);
  if (symbols.length === 0) throw new Error("missing symbols; give one or more, such as AAPL");
  if (draft.source.kind === "study" && draft.source.study === "")
    throw new Error("no study chosen; choose the one whose strategy is meant");
  if (draft.source.kind === "spec" && draft.source.text.trim() === "")
    throw new Error("no strategy written; write one in YAML");
  const odd = symbols.find((symbol) => !symbolText.safeParse(symbol).success);
  if (odd !== undefined) throw new Error(`invalid symbol: ${odd}; use 1 to 40 of A-Z 0-9 . _ ^ = -`);
  const study = studyOf(draft);
  const { source, timeframe, name, priority } = draft;
  if (source.kind === "notebook")
    throw new Error("a notebook's strategy is studied from its cell; copy the cell, and run it there");
  // A function that scores comes with the earlier study.
  parseStudy(study, source.kind === "study");
  return {
    ...{ name: name.trim() || "Study", symbols, timeframe, priority, study, options: optionsOf(draft) },
    strategy:
      source.kind === "spec" ? { kind: "spec", spec: (await readSpec(source.text)).spec } : sourceOf(source),
    ...(source.kind === "study" ? {} : { lineage: `${source.kind}:${lineOf(source)}` }),
  };
}

type Named = Exclude<StudyDraft["source"], { kind: "spec" | "notebook" }>;

const sourceOf = (source: Named): CreateStudyInput["strategy"] =>
  source.kind === "study" ? { kind: "study", study: source.study } : source;

/** What trials of the form's studies are counted by: the strategy, by its name. */
function lineOf(source: Exclude<StudyDraft["source"], { kind: "study" | "notebook" }>): string {
  if (source.kind === "built-in") return source.name;
  return (/^\s*strategy:\s*(.+)$/m.exec(source.text)?.[1] ?? "spec").trim().slice(0, 100);
}

function optionsOf({ from, to, capital, ...rest }: StudyDraft): StudyRunOptions {
  const times = { from: dayOf("from", from), to: dayOf("until", to), capital: numberOf("capital", capital) };
  if (times.from !== undefined && times.to !== undefined && times.from >= times.to)
    throw new Error(`invalid until: ${to}; use a day after ${from}`);
  if (times.capital !== undefined && times.capital <= 0)
    throw new Error(`invalid capital: ${capital}; use more than 0`);
  const given = Object.fromEntries(Object.entries(times).filter(([, value]) => value !== undefined));
  return { ...given, ...blocksOf(rest) };
}

/** Fields of the draft that hold a number as text. */
type TextField = Exclude<
  { [Field in keyof StudyDraft]: StudyDraft[Field] extends string ? Field : never }[keyof StudyDraft],
  undefined
>;

function studyOf(draft: StudyDraft): StudyInput {
  const whole = (field: TextField): number => needed(FIELD_NAMES[field] ?? field, draft[field]);
  const { method, objective, goal, further, accounts, pruner } = draft;
  return {
    space: { parameters: spaceOf(draft.parameters), constraints: constraintsOf(draft.constraints) },
    ...{ sampler: { kind: method }, pruner: { kind: pruner }, objective, goal, accounts },
    ...(further.length > 0 ? { further: [...further] } : {}),
    ...{
      trials: whole("trials"),
      batch: whole("batch"),
      seed: whole("seed"),
      leastTrades: whole("leastTrades"),
    },
    ...judgedBy(draft, whole),
  };
}

/** What the form calls a field, where that is not its name. */
const FIELD_NAMES: Readonly<Partial<Record<TextField, string>>> = {
  leastTrades: "least trades of a set",
  holdOutPercent: "share that is sealed",
  testGroups: "groups tested at once",
};
const MOST_SEALED = 90;

function judgedBy(draft: StudyDraft, whole: (field: TextField) => number): Partial<StudyInput> {
  const { judgement, anchored } = draft;
  const gap = () => ({ purge: whole("purge"), embargo: whole("embargo") });
  switch (judgement) {
    case "walk-forward":
      return {
        folds: whole("folds"),
        walkForward: { train: whole("train"), test: whole("test"), anchored, ...gap() },
      };
    case "k-fold":
      return { crossValidation: { groups: whole("groups"), ...gap() }, holdOut: sealedShare(whole) };
    case "combinatorial": {
      const [groups, testGroups] = [whole("groups"), whole("testGroups")];
      return { crossValidation: { groups, testGroups, ...gap() }, holdOut: sealedShare(whole) };
    }
    case "hold-out":
      return { folds: whole("folds"), holdOut: sealedShare(whole) };
    case "none":
      return { folds: whole("folds"), holdOut: 0 };
  }
}

function sealedShare(whole: (field: TextField) => number): number {
  const percent = whole("holdOutPercent");
  if (percent >= 0 && percent <= MOST_SEALED) return percent / 100;
  throw new Error(`invalid ${FIELD_NAMES.holdOutPercent}: ${percent} %; use 0 to ${MOST_SEALED}`);
}

function spaceOf(rows: readonly DraftParameter[]): SearchSpaceInput["parameters"] {
  const searched = rows.filter((row) => row.searched);
  if (searched.length === 0) throw new Error("no parameter to search; tick one or more");
  const space = Object.entries(Object.fromEntries(searched.map((row) => [row.name, dimensionOf(row)])));
  if (
    space.every(([, given]) =>
      given.kind === "choice" ? given.values.length === 1 : given.min === given.max,
    )
  )
    throw new Error("nothing to search: there is one set only; widen a range");
  return Object.fromEntries(space);
}

function dimensionOf(row: DraftParameter): SearchSpaceInput["parameters"][string] {
  const { name, kind, log } = row;
  const when = conditionOf(row);
  if (kind === "choice") return { kind, values: valuesOf(row.values), ...when };
  const [min, max] = [needed(`min of ${name}`, row.min), needed(`max of ${name}`, row.max)];
  const step = numberOf(`step of ${name}`, row.step);
  return { kind, min, max, log, ...(step === undefined ? {} : { step }), ...when };
}

const CONDITION = /^\s*([\w.]+)\s*=\s*(.+)$/;

function conditionOf({ name, when }: DraftParameter): Pick<SearchSpaceInput["parameters"][string], "when"> {
  if (when.trim() === "") return {};
  const [, parameter, values] = CONDITION.exec(when) ?? [];
  if (parameter === undefined || values === undefined)
    throw new Error(`invalid condition of ${name}: ${when}; write one like exit = trailing, fixed`);
  return { when: { parameter, in: valuesOf(values) } };
}

const valuesOf = (text: string): SearchValue[] => text.split(",").map((part) => valueOf(part.trim()));

function valueOf(text: string): SearchValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function constraintsOf(text: string): NonNullable<SearchSpaceInput["constraints"]> {
  const lines = text.split(/[\n,;]/).filter((line) => line.trim() !== "");
  return lines.map(readConstraint);
}

function needed(field: string, text: string): number {
  const value = numberOf(field, text);
  if (value === undefined) throw new Error(`missing ${field}; give a number`);
  return value;
}

function numberOf(field: string, text: string): number | undefined {
  if (text.trim() === "") return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new Error(`invalid ${field}: ${text}; use a number`);
}

function dayOf(field: string, text: string): number | undefined {
  if (text.trim() === "") return undefined;
  const time = Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new Error(`invalid ${field}: ${text}; use a date such as 2015-01-31`);
}
