import { execFileSync, spawn } from "node:child_process";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PACKAGE = "portreeve-ui-host";

/** The program: where `cargo xtask test` has built it, or else built here. */
function program(): string {
  const built = process.env.PORTREEVE_UI_HOST;
  if (built) return built;
  const arguments_ = ["build", "--quiet", "--no-default-features", "--package", PACKAGE];
  try {
    execFileSync("cargo", arguments_, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  } catch (error) {
    throw new Error(
      `${PACKAGE}, which answers the window in its tests and in \`vite dev\`, could not be built. ` +
        "It needs Rust; see what cargo says above, or set PORTREEVE_UI_HOST to a built one.",
      { cause: error },
    );
  }
  return `${process.env.CARGO_TARGET_DIR ?? `${ROOT}/target`}/debug/${PACKAGE}`;
}

export interface LiveHost {
  address: string;
  stop: () => void;
}

/** Starts the process behind the window. It ends when its input closes, so also when this process is killed. */
export async function startLiveHost(): Promise<LiveHost> {
  const path = program();
  const child = spawn(path, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("error", (error) => reject(new Error(`${path} does not start: ${error.message}`)));
    child.once("exit", (code) => reject(new Error(`${path} ended at once (${code}); see what it says above`)));
  });
  return { address, stop: () => child.stdin.end() };
}

/** In `vite dev` the process behind the window answers under `/host`. */
export function liveHost(): Plugin {
  return {
    name: "portreeve-live-host",
    apply: (_config, { command }) => command === "serve" && !process.env.VITEST,
    async configureServer(server) {
      const { address, stop } = await startLiveHost();
      server.httpServer?.once("close", stop);
      server.middlewares.use("/host", (asked, answer) => {
        // Without this, another page in the same browser could write files.
        if (asked.headers["sec-fetch-site"] !== "same-origin") {
          answer.writeHead(403).end("{}");
          return;
        }
        const passedOn = request(`${address}${asked.url}`, { method: asked.method }, (answered) => {
          answer.writeHead(answered.statusCode ?? 500, answered.headers);
          answered.pipe(answer);
        });
        const { "content-length": length } = asked.headers;
        if (length) passedOn.setHeader("content-length", length);
        passedOn.once("error", () => answer.writeHead(502).end("{}"));
        asked.pipe(passedOn);
      });
    },
  };
}
