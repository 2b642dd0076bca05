"use client";

import { PageMessage } from "./_ui/page-message.tsx";

/** Something on a page failed that no part of it expected; what was typed is kept as a draft. */
export default function ErrorPage({ error }: { error: Error }) {
  return (
    <PageMessage title="This page stopped" link={{ href: "/notebooks", text: "All notebooks" }}>
      {error.message} Reload the page; text that was not saved yet comes back as you left it.
    </PageMessage>
  );
}
