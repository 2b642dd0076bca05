"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { z } from "zod";
import { createApiClient, TRPCProvider } from "../_data/api.ts";
import { HintLayer } from "../_ui/hint-layer.tsx";
import { useTheme } from "../_ui/use-theme.ts";

// zod's compiled parsers need eval, which this page's policy forbids.
z.config({ jitless: true });

/** What every screen may rely on: the server's API, its cache, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: 1 } } }));
  const [apiClient] = useState(createApiClient);
  const { theme } = useTheme();
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
        {children}
        <HintLayer />
        <Toaster theme={theme} position="bottom-right" />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
