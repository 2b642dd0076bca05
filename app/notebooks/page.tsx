import { NotebookList } from "../_notebooks/notebook-list.tsx";

export const metadata = { title: "Notebooks · Lookback" };

/** All notebooks. */
export default function NotebooksPage() {
  return <NotebookList />;
}
