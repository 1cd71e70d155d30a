import "@/texts/language";
import "@fontsource-variable/inter/wght.css";
import "@fontsource/jetbrains-mono/latin-400.css";
import "@fontsource/jetbrains-mono/latin-ext-400.css";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "@/shared/tokens.css";
import "@/shared/base.css";
import "@/shared/mantine.css";
import { createRoot } from "react-dom/client";
import type { Host } from "@/host/host";
import { tauriHost } from "@/host/tauri";
import { App } from "@/views/App";

/** The development server runs in an ordinary browser, over a directory that disappears with the page. */
async function chooseHost(): Promise<Host> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { HttpHost, scenarioFromUrl } = await import("@/host/http");
    const host = await HttpHost.open("/host", scenarioFromUrl(window.location.search));
    window.addEventListener("pagehide", () => void host.close());
    return host;
  }
  return tauriHost;
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const host = await chooseHost();
createRoot(root).render(<App host={host} />);
