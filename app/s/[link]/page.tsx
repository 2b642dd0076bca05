import { LinkPage } from "../../_reading/link-page.tsx";

export const metadata = { title: "Shared notebook · Lookback", robots: { index: false } };

/** Where a link to a notebook leads. */
export default async function Page({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  return <LinkPage link={link} />;
}
