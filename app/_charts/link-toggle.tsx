"use client";

import { Link2, Unlink2 } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../_ui/button.tsx";
import { type ChartLink, PAGE_LINK } from "./chart-link.ts";

/** Shares crosshair and range with the other charts of the page that are linked. */
export function LinkToggle({ link }: { link: ChartLink }) {
  const [tied, setTied] = useState(link.tied);
  const toggle = () => {
    link.tie(tied ? null : PAGE_LINK);
    setTied(!tied);
  };
  return (
    <IconButton label="Link crosshair and range with other linked charts" pressed={tied} onClick={toggle}>
      {tied ? <Link2 size={13} aria-hidden /> : <Unlink2 size={13} aria-hidden />}
    </IconButton>
  );
}
