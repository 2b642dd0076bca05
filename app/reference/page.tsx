import { describeReference } from "../_reference/describe-reference.ts";
import { ReferenceScreen } from "../_reference/reference-screen.tsx";

export const metadata = { title: "Reference · Lookback" };
/** Read from the sources while building: they are not beside a built page. */
export const dynamic = "force-static";

/** Every function that cells call and every building block of the engine, as the code describes itself. */
export default function ReferencePage() {
  return <ReferenceScreen chapters={describeReference(process.cwd())} />;
}
