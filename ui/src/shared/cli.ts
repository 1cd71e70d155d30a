/** Quotes one argument for a POSIX shell; plain words stay as they are. */
export function shellQuote(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The matching command line: `cli("user", "show", login)`. */
export function cli(...words: string[]): string {
  return ["portreeve", ...words.map(shellQuote)].join(" ");
}
