"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./button.tsx";
import styles from "./sheet.module.css";

/**
 * A dialog over the page: its title, one line that explains, and what it is for.
 *
 * Focus stays inside while it is open and goes back where it was; Esc and a click beside it close it.
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
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup className={styles.sheet} data-wide={wide || undefined}>
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
