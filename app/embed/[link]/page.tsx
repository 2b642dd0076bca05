import { LinkPage } from "../../_reading/link-page.tsx";

export const metadata = { title: "Shared notebook · Lookback", robots: { index: false } };

/** A shared notebook within another site's page. */
export default async function Page({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  return <LinkPage link={link} embedded />;
}
