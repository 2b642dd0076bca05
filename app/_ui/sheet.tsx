"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { firstFocus } from "./first-focus.ts";
import styles from "./sheet.module.css";

/**
 * A dialog over the page: its title, one line that explains, and what it is for.
 *
 * Focus goes to its first field or its primary action, stays inside while it is open and goes back where it was; Esc and a click beside it close it.
 */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  footer,
  wide = false,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  /** As wide as the window lets it be: for what lies side by side. */
  wide?: boolean;
  children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup
          ref={popup}
          className={styles.sheet}
          data-wide={wide || undefined}
          initialFocus={() => popup.current && firstFocus(popup.current)}
        >
          <header>
            <Dialog.Title>{title}</Dialog.Title>
            {description ? <Dialog.Description>{description}</Dialog.Description> : null}
            <IconButton label="Close" onClick={() => onOpenChange(false)}>
              <X size={15} aria-hidden />
            </IconButton>
          </header>
          {children}
          {footer ? <footer>{footer}</footer> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
