import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { HostContext } from "@/host/context";
import type { Host } from "@/host/host";
import { countingJobs } from "@/shared/jobs";
import { makeQueryClient } from "@/shared/query";
import { theme } from "@/shared/theme";
import { Gate } from "./Gate";
import { JobBar } from "./JobBar";
import classes from "./JobBar.module.css";

export function App({ host }: { host: Host }) {
  const [queryClient] = useState(makeQueryClient);
  const [counting] = useState(() => countingJobs(host));
  return (
    // The CSP refuses styles made at run time: Mantine's variables are in shared/mantine.css.
    <MantineProvider
      theme={theme}
      // Tests have no layout: without this Mantine hides what floats beside an element of no size.
      env={import.meta.env.MODE === "test" ? "test" : "default"}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <HostContext value={counting}>
        <QueryClientProvider client={queryClient}>
          <div className={classes.window}>
            <div className={classes.page}>
              <Gate />
            </div>
            <JobBar />
          </div>
        </QueryClientProvider>
      </HostContext>
    </MantineProvider>
  );
}
