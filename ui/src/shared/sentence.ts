/** The directory's words begin small, as a shell likes them; the window's begin large. Names of files stay as they are. */
export function sentence(text: string): string {
  return /^\p{Ll}+[\s,]/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
