"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link whose page is fetched ahead once the pointer or the focus comes to it: a rail of them would otherwise fetch every page of the product
 * while the first one is made ready.
 */
export function PlaceLink(props: ComponentProps<typeof Link>) {
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  return <Link {...props} prefetch={near ? null : false} onMouseEnter={come} onFocus={come} />;
}
