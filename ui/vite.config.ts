import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { liveHost } from "./live-host.ts";

export default defineConfig({
  plugins: [react(), liveHost()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Tauri serves the files from its own protocol; relative paths work there and from any static server.
  base: "./",
  server: { port: 5173, strictPort: true },
  build: {
    target: "safari15",
    outDir: "dist",
    // The window's CSP allows fonts from 'self' only, so nothing may become a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  test: {
    environment: "jsdom",
    globalSetup: ["src/test/globalSetup.ts"],
    setupFiles: ["src/test/setup.ts"],
    css: false,
    testTimeout: 40_000,
  },
});
