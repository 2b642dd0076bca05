import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./_ui/base.css";
import { Providers } from "./_shell/providers.tsx";
import { Shell } from "./_shell/shell.tsx";
import { THEME_SCRIPT } from "./_ui/theme-script.ts";

export const metadata: Metadata = {
  title: "Lookback",
  description: "Notebooks for trading strategies that cannot look ahead.",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme="dark" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <Providers>
          <Shell>{children}</Shell>
        </Providers>
      </body>
    </html>
  );
}
