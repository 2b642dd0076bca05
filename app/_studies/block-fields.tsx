import { blockOptions, settingsHint } from "./draft-blocks.ts";
import { ChoiceField, DraftSection, TextField } from "./draft-field.tsx";
import { BLOCK_FIELDS, type BlockField } from "./study-draft.ts";
import type { DraftFieldsProps } from "./use-study-draft.ts";

const FIELDS: Readonly<Record<BlockField, { readonly label: string; readonly usual: string }>> = {
  fees: { label: "Fees", usual: "as usual: IBKR, fixed" },
  slippage: { label: "Slippage", usual: "as usual: fixed basis points" },
  sizing: { label: "Sizing", usual: "the strategy's own" },
};

/** What trials pay, and how large their positions are. */
export function BlockFields({ draft, change }: DraftFieldsProps) {
  return (
    <DraftSection
      title="Costs and sizing"
      about="What is chosen here stands in place of what a strategy in YAML says of it. A search without costs finds what trades too often."
    >
      {BLOCK_FIELDS.map((field) => (
        <BlockChoice key={field} field={field} draft={draft} change={change} />
      ))}
    </DraftSection>
  );
}

function BlockChoice({ field, draft, change }: DraftFieldsProps & { field: BlockField }) {
  const { kind, settings } = draft[field];
  const { label, usual } = FIELDS[field];
  const hint = settingsHint(field, kind);
  return (
    <>
      <ChoiceField
        label={label}
        value={kind}
        options={blockOptions(field, usual)}
        onChange={(chosen) => change({ [field]: { kind: chosen, settings: "" } })}
      />
      {hint === "" ? null : (
        <TextField
          label={`Settings of ${label.toLowerCase()}, usual ones where empty`}
          value={settings}
          placeholder={hint}
          onChange={(text) => change({ [field]: { kind, settings: text } })}
          wide
        />
      )}
    </>
  );
}
