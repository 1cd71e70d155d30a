/** A singular subject without an article is a name, unless it is one of these. */
const PRONOUNS = new Set(
  "all another anybody anyone both each everybody everyone everything it neither nobody none nothing one people somebody someone something that there they this we what which who you".split(
    " ",
  ),
);
const NAME_FIRST = /^(\p{Ll}[\p{L}\p{N}]*) (?:already|belongs|can|cannot|does|has|is|was|would)\b/u;

/**
 * Text from the directory begins in lower case, as in a shell; in the window it begins with a capital. Names of files
 * and people stay as they are.
 */
export function sentence(text: string): string {
  const name = NAME_FIRST.exec(text)?.[1];
  if (name !== undefined && !PRONOUNS.has(name)) return text;
  return /^\p{Ll}+[\s,]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The same with one full stop at its end. */
export function fullSentence(text: string): string {
  const begun = sentence(text.trimEnd());
  return /[.!?:…]$/.test(begun) ? begun : `${begun}.`;
}

const FILLERS = new Set(["a", "an", "are", "here", "is", "os", "the", "this", "was"]);

function meaning(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => !FILLERS.has(word))
    .sort()
    .join(" ");
}

/** What a message says beyond its title: without its first part, if that says the same. */
export function beyondTitle(title: string, message: string): string {
  const end = message.indexOf(";");
  const first = end < 0 ? message : message.slice(0, end);
  if (meaning(first) !== meaning(title)) return message;
  return end < 0 ? "" : message.slice(end + 1).trim();
}
