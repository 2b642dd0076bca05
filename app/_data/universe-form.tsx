import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import type { UniverseDefinition } from "#server/universes/universe-definition.ts";
import { Button } from "../_ui/button.tsx";
import { formatDate } from "../_ui/format-number.ts";
import page from "../_ui/page.module.css";
import { useTRPC } from "./api.ts";
import styles from "./data.module.css";
import { formText } from "./form-text.ts";
import { KIND_WORDS, UniverseFields, definitionOf } from "./universe-fields.tsx";
import type { UniverseKind } from "./universe-fields.tsx";
import { UniversePreview } from "./universe-preview.tsx";

/** Makes a universe: a kind, what goes with it, a look at whom it finds, and a name. */
export function UniverseForm() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [kind, setKind] = useState<UniverseKind>("static");
  const [day, setDay] = useState(() => formatDate(Date.now()));
  const [looked, setLooked] = useState<UniverseDefinition | null>(null);
  const at = Date.parse(day);
  const preview = useQuery(
    trpc.universes.preview.queryOptions(
      { definition: looked ?? { kind: "static", symbols: ["NONE"] }, ...(Number.isFinite(at) ? { at } : {}) },
      { enabled: looked !== null, retry: false },
    ),
  );
  const save = useMutation(
    trpc.universes.save.mutationOptions({
      onSuccess: ({ name, version, members, isNew }) => {
        toast.success(
          isNew
            ? `${name}: version ${version} of ${members} members`
            : `${name} is what it was: version ${version}`,
        );
        return cache.invalidateQueries({ queryKey: trpc.universes.list.queryKey() });
      },
    }),
  );
  return (
    <form
      className={`${page.form} ${styles.form}`}
      aria-label="Make a universe"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const name = formText(form, "name");
        const definition = definitionOf(kind, form);
        setLooked(definition);
        const button = event.nativeEvent.submitter;
        if (button?.getAttribute("value") === "save") save.mutate({ name, definition });
      }}
    >
      <label>
        Members
        <select value={kind} onChange={(event) => setKind(event.target.value as UniverseKind)}>
          {Object.entries(KIND_WORDS).map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <UniverseFields kind={kind} />
      <label>
        As of
        <input type="date" value={day} required onChange={(event) => setDay(event.target.value)} />
      </label>
      <Button type="submit" value="look">
        Preview
      </Button>
      <label>
        Name
        <input name="name" maxLength={200} placeholder="My universe" />
      </label>
      <Button type="submit" value="save" tone="accent" disabled={save.isPending}>
        Save
      </Button>
      {save.error ? (
        <p className={page.problem} role="alert">
          {save.error.message}
        </p>
      ) : null}
      {looked ? <UniversePreview preview={preview.data} problem={preview.error?.message} /> : null}
    </form>
  );
}
