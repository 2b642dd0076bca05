import {
  BLOCK_CATALOGUES,
  type PlainBlocks,
  type PlainBlocksInput,
} from "#engine/experiments/study/plain-blocks.ts";
import { BLOCK_FIELDS, type BlockField, type DraftBlock, type StudyDraft } from "./study-draft.ts";

/** Blocks of a field for a select, the usual one first. */
export function blockOptions(field: BlockField, usual: string): { value: string; words: string }[] {
  const named = BLOCK_CATALOGUES[field].blocks.map(({ kind, title }) => ({ value: kind, words: title }));
  return [{ value: "", words: usual }, ...named];
}

/** The settings that a block has, as its field shows while nothing is typed. */
export function settingsHint(field: BlockField, kind: string): string {
  const { blocks } = BLOCK_CATALOGUES[field];
  const found = blocks.find((block) => block.kind === kind);
  return Object.keys(found?.params.shape ?? {})
    .map((name) => `${name} = …`)
    .join(", ");
}

/**
 * The blocks of a draft as the server takes them; usual ones are left out.
 *
 * @throws Error naming the field and what is wrong with its settings.
 */
export function blocksOf(draft: Pick<StudyDraft, BlockField>): PlainBlocks {
  const given = BLOCK_FIELDS.filter((field) => draft[field].kind !== "");
  return Object.fromEntries(given.map((field) => [field, blockOf(field, draft[field])]));
}

function blockOf(field: BlockField, { kind, settings }: DraftBlock) {
  const parts = settings.split(",").filter((part) => part.trim() !== "");
  const params = Object.fromEntries(parts.map((part) => settingOf(field, part)));
  try {
    BLOCK_CATALOGUES[field].find(kind).of(params);
  } catch (error) {
    throw new Error(`${field}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return { kind, params };
}

const SETTING = /^\s*([A-Za-z]\w*)\s*=\s*(\S.*?)\s*$/;

function settingOf(field: BlockField, text: string): readonly [string, unknown] {
  const [, name, value] = SETTING.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`invalid settings of ${field}: ${text.trim()}; write them like pct = 0.1, minimum = 1`);
  if (value === "true" || value === "false") return [name, value === "true"];
  return [name, Number.isFinite(Number(value)) ? Number(value) : value];
}

/** A stored block as the form has it; of settings that are no plain values, what their catalogue says stands. */
export function draftBlock(plain: PlainBlocksInput[BlockField]): DraftBlock {
  const settings = Object.entries(plain?.params ?? {}).filter(([, value]) => typeof value !== "object");
  return {
    kind: plain?.kind ?? "",
    settings: settings.map(([name, value]) => `${name} = ${String(value)}`).join(", "),
  };
}

/** A block in words: "Percent of value (pct = 0.1)". */
export function blockText(field: BlockField, plain: NonNullable<PlainBlocksInput[BlockField]>): string {
  const { kind, settings } = draftBlock(plain);
  const title = BLOCK_CATALOGUES[field].blocks.find((block) => block.kind === kind)?.title ?? kind;
  return settings === "" ? title : `${title} (${settings})`;
}
