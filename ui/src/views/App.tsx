import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { HostContext } from "@/host/context";
import type { Host } from "@/host/host";
import { makeQueryClient } from "@/shared/query";
import { theme } from "@/shared/theme";
import { Gate } from "./Gate";

export function App({ host }: { host: Host }) {
  const [queryClient] = useState(makeQueryClient);
  return (
    // The CSP refuses styles made at run time: Mantine's variables are in shared/mantine.css.
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <HostContext value={host}>
        <QueryClientProvider client={queryClient}>
          <Gate />
        </QueryClientProvider>
      </HostContext>
    </MantineProvider>
  );
}
