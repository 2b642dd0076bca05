import { describeCatalogue } from "#server/cli/catalogue.ts";
import { ReferenceScreen } from "../_reference/reference-screen.tsx";
import { toReference } from "../_reference/to-reference.ts";

export const metadata = { title: "Reference · Lookback" };

/** Every building block of the engine, as the catalogues describe themselves. */
export default function ReferencePage() {
  return <ReferenceScreen stages={toReference(describeCatalogue())} />;
}
