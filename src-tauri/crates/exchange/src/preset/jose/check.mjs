// check.mjs CONFIG: checks tokens with an exported `jose` config and the real jose. See tests/counterparts/verdict.py.
//
// The environment's PORTREEVE_NODE_MODULES is the folder with jose.

import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const config = process.argv[2];
const modules = process.env.PORTREEVE_NODE_MODULES;

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

async function judge(token) {
  try {
    return { accepted: true, subject: (await verify(token)).sub };
  } catch (error) {
    // Every refusal has one of jose's codes; anything else is a fault of the config or of this script.
    if (!/^ERR_(JW|JOSE)/.test(error.code ?? "")) throw error;
    return { accepted: false, reason: `${error.code}: ${error.message}` };
  }
}

const { verify } = await load();
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await judge(JSON.parse(line))));
}
