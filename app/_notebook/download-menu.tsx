"use client";

import { Menu } from "@base-ui/react/menu";
import { Download } from "lucide-react";
import { IconButton } from "../_ui/button.tsx";
import { runCommand } from "./commands.ts";
import { useNotebook } from "./notebook-context.tsx";
import styles from "./notebook.module.css";

const FORMATS = [
  ["export-nb", "Notebook file", ".nb.ts"],
  ["export-ipynb", "Jupyter notebook", ".ipynb"],
  ["export-html", "Page to read, with results", ".html"],
  ["export-results", "Page to read, without code", ".html"],
] as const;

/** The notebook as a file. */
export function DownloadMenu() {
  const notebook = useNotebook();
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <IconButton label="Download">
            <Download size={16} aria-hidden />
          </IconButton>
        }
      />
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className={styles.menuPlace}>
          <Menu.Popup className={styles.menu}>
            {FORMATS.map(([command, label, ending]) => (
              <Menu.Item
                key={command}
                className={styles.menuItem}
                onClick={() => runCommand(command, notebook)}
              >
                {label} <code>{ending}</code>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
