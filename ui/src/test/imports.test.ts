import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Each layer may import from itself and from the layers before it. */
const LAYERS = ["bindings", "host", "texts", "shared", "features", "views"];

function layerOf(path: string): number {
  return LAYERS.indexOf(path.split("/")[0] ?? "");
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test.") && layerOf(path) >= 0);

function importsOf(file: string): string[] {
  return [...readFileSync(`src/${file}`, "utf8").matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
}

it("goes from views to features to shared to texts to host to bindings, and never back", () => {
  expect(files.length).toBeGreaterThan(50);
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith("@/") && layerOf(target.slice(2)) > layerOf(file))
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

it("meets Tauri in host/ only", () => {
  const wrong = files.filter(
    (file) => !file.startsWith("host/") && importsOf(file).some((t) => t.startsWith("@tauri-apps/")),
  );
  expect(wrong).toEqual([]);
});
