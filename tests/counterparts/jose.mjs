// jose.mjs CONFIG [NODE_MODULES] < TOKEN: checks a token with an exported `jose` config and the real jose.
//
// NODE_MODULES is the folder with jose; by default the one beside this file.
// Prints one JSON line; exit code 0 for accepted, 1 for refused, another for broken.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [, , config, modules = fileURLToPath(new URL("node_modules", import.meta.url))] = process.argv;

/** Imports the config as an app would: from a folder with node_modules in it. */
async function load() {
  const app = mkdtempSync(join(tmpdir(), "portreeve-jose-"));
  try {
    symlinkSync(resolve(modules), join(app, "node_modules"), "dir");
    copyFileSync(config, join(app, "config.mjs"));
    return await import(pathToFileURL(join(app, "config.mjs")));
  } finally {
    rmSync(app, { recursive: true });
  }
}

function broken(error) {
  console.error(error);
  process.exit(2);
}

const { verify } = await load().catch(broken);
try {
  const claims = await verify(readFileSync(0, "utf8").trim());
  console.log(JSON.stringify({ accepted: true, subject: claims.sub }));
} catch (error) {
  // Every refusal has one of jose's codes; anything else is a fault of the config or of this script.
  if (!/^ERR_(JW|JOSE)/.test(error.code ?? "")) broken(error);
  console.log(JSON.stringify({ accepted: false, reason: `${error.code}: ${error.message}` }));
  process.exitCode = 1;
}
