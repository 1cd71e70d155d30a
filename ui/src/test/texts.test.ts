import { readdirSync, readFileSync } from "node:fs";
import { parseSync } from "vite";
import { expect, it } from "vitest";
import { de } from "@/texts/de";
import { en } from "@/texts/en";

/** Attributes and fields whose strings people read. */
const READ =
  /^(title|label|placeholder|aria-label|description|about|term|header|group|what|help|hint|note|refused|alias|tooltip|legend|alt)$/;
/** Attributes and fields whose strings nobody reads. */
const NOT_READ = /^(class\w*|cli|command|d|viewBox|transform|key|keys|media|name|sandbox|style\w*|type|variant)$/;

/**
 * A dotted name, as of a permission; a filter term; a path; an abbreviation in capitals, as of a format; the beginning of
 * a value of CSS.
 */
const CODE = /^([\w-]+(\.[\w-]+)+|[a-z_]+:\S*|(\/[\w.-]*)+|[A-Z]+|\d+px .*)$/;
/** Called so in every language. */
const OWN_NAME = /\bPortreeve\b/g;

interface Node {
  type: string;
  value?: unknown;
  name?: { name?: string } | string;
  key?: { name?: string; value?: string };
  [part: string]: unknown;
}

function nameOf({ type, name, key }: Node): string | undefined {
  if (type === "JSXAttribute") return typeof name === "object" ? name.name : name;
  return type === "Property" ? (key?.name ?? String(key?.value)) : undefined;
}

function isCatalogued({ type, callee }: Node): boolean {
  return type === "CallExpression" && (callee as Node).type === "Identifier" && String((callee as Node).name) === "t";
}

/** A fault for programmers, or a list of words to look up. */
function isUnread({ type, callee }: Node): boolean {
  if (type === "NewExpression") return (callee as Node).name === "Error";
  return type === "CallExpression" && ((callee as Node).property as Node | undefined)?.name === "split";
}

/** Strings in a file that look like text for people and are not from the catalogue. */
function literals(path: string): string[] {
  const found: string[] = [];
  function look(node: unknown, field: string | undefined) {
    if (Array.isArray(node)) for (const part of node) look(part, field);
    if (node === null || typeof node !== "object" || Array.isArray(node)) return;
    const here = node as Node;
    if (/^(Import|Export\w*All|TS)/.test(here.type ?? "") || isCatalogued(here) || isUnread(here)) return;
    const own = nameOf(here) ?? field;
    if (own !== undefined && NOT_READ.test(own)) return;
    const value = here.type === "TemplateElement" ? (here.value as { cooked: string }).cooked : here.value;
    const text = typeof value === "string" ? value.replace(OWN_NAME, "") : "";
    if (!CODE.test(text)) {
      const isText =
        here.type === "JSXText" || (own !== undefined && READ.test(own))
          ? /\p{L}{2}/u.test(text)
          : /^\p{Lu}\p{Ll}+[^.]* \p{L}|\p{Ll}{2,} \p{Ll}+ \p{Ll}/u.test(text);
      if (isText) found.push(`${path}: ${text.trim().replace(/\s+/g, " ")}`);
    }
    for (const [name, part] of Object.entries(here)) if (name !== "key" && name !== "value") look(part, own);
    if (typeof here.value === "object") look(here.value, own);
  }
  look(parseSync(path, readFileSync(path, "utf8")).program.body, undefined);
  return found;
}

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => /^src\/(shared|features|views)\/.*\.tsx?$/.test(path) && !path.includes(".test."));

it("has every text of the window in the catalogue", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(literals)).toEqual([]);
});

type Texts = { readonly [key: string]: string | Texts };

function flat(texts: Texts, path = ""): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === "string" ? [[`${path}${key}`, text]] : flat(text, `${path}${key}.`),
  );
}

function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)|<\/?(\w+)/g)].map((match) => match[1] ?? match[2] ?? "").sort();
}

it("leaves open in German what English leaves open", () => {
  const german = new Map(flat(de));
  // A form for one may spell the number out.
  const open = ([key, text]: [string, string]) =>
    blanks(text).filter((name) => name !== "count" || /_other$/.test(key));
  const wrong = flat(en).filter(
    ([key, text]) => open([key, text]).join() !== open([key, german.get(key) ?? ""]).join() || !german.get(key),
  );
  expect(wrong.map(([key]) => key)).toEqual([]);
});

/** Words that Portreeve has others for: `docs/words.md`. */
const AVOIDED =
  /\b(seal(?:ed|s)?|may|by itself|inside|somebody|take[sn]? back|took back|login name|user name|log(?:ged)? in to)\b|\b[Uu]sers?\b(?! model)/;

it("speaks one vocabulary", () => {
  expect(flat(en).filter(([, text]) => AVOIDED.test(text))).toEqual([]);
});
