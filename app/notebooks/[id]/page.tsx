import { NotebookPage } from "../../_notebook/notebook-page.tsx";

/** One notebook, by its id. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <NotebookPage id={id} />;
}
