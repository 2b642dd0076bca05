import {
  BookOpen,
  Database,
  FlaskConical,
  History,
  Library,
  type LucideIcon,
  NotebookText,
} from "lucide-react";

/** A page of the product. */
export interface Place {
  readonly href: string;
  readonly label: string;
  readonly Icon: LucideIcon;
}

/** The places of the rail, in its order. */
export const PLACES: readonly Place[] = [
  { href: "/notebooks", label: "Notebooks", Icon: NotebookText },
  { href: "/data", label: "Data", Icon: Database },
  { href: "/runs", label: "Runs", Icon: History },
  { href: "/studies", label: "Studies", Icon: FlaskConical },
  { href: "/strategies", label: "Strategies", Icon: Library },
  { href: "/reference", label: "Reference", Icon: BookOpen },
];
