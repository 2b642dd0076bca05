import { PageMessage } from "./_ui/page-message.tsx";

/** An address that leads nowhere. */
export default function NotFound() {
  return (
    <PageMessage title="Nothing is here" link={{ href: "/notebooks", text: "All notebooks" }}>
      The address may be mistyped, or what stood here was deleted.
    </PageMessage>
  );
}
