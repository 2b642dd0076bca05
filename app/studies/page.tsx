import { StudyList } from "../_studies/study-list.tsx";

export const metadata = { title: "Studies · Lookback" };

/** All studies. */
export default function StudiesPage() {
  return <StudyList />;
}
