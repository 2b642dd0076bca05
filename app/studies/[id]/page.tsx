import { StudyScreen } from "../../_studies/study-screen.tsx";

export const metadata = { title: "Study · Lookback" };

/** One study. */
export default async function StudyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <StudyScreen id={id} />;
}
