/**
 * Text from the directory begins in lower case, as in a shell; in the window it begins with a capital. Names of files
 * stay as they are.
 */
export function sentence(text: string): string {
  return /^\p{Ll}+[\s,]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
