"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "sonner";
import { z } from "zod";
import { goToSignIn, isSignedOut } from "../_account/signed-out.ts";
import { createApiClient, TRPCProvider } from "../_data/api.ts";
import { HintLayer } from "../_ui/hint-layer.tsx";
import { useTheme } from "../_ui/use-theme.ts";

// zod's compiled parsers need eval, which this page's policy forbids.
z.config({ jitless: true });

/** Whoever is signed out, or was while the page stood open, is led to the sign-in. */
function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) goToSignIn();
  };
  return new QueryClient({
    defaultOptions: { queries: { retry: (failures, error) => failures < 1 && !isSignedOut(error) } },
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
  });
}

/** What every screen may rely on: the server's API, its cache, tooltips and toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
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
