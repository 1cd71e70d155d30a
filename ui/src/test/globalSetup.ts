import type { TestProject } from "vitest/node";
import { startLiveHost } from "../../live-host.ts";

declare module "vitest" {
  interface ProvidedContext {
    liveHost: string;
  }
}

/** Starts the process that answers the window, once for all tests. */
export default async function setup(project: TestProject) {
  const { address, stop } = await startLiveHost();
  project.provide("liveHost", address);
  return stop;
}
