import { redirect } from "next/navigation";

/** The list of notebooks is home. */
export default function Home() {
  redirect("/notebooks");
}
