/** What a pick field offers. */
export interface PickOption {
  value: string;
  label: string;
  /** Shown beneath the label, and found as well: a code. */
  note?: string;
}

/** Something that is known by its name alone. */
export function named(name: string): PickOption {
  return { value: name, label: name };
}

/** Lower case without accents: "Café" is found by "cafe". */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
}

/** Those in which every typed word stands; where a word of the label begins with the first one come first. */
export function found(options: readonly PickOption[], typed: string): PickOption[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return [...options];
  const matches = options.filter(({ label, note = "" }) => {
    const text = plain(`${label} ${note}`);
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: PickOption) => ` ${plain(label)}`.includes(` ${first}`);
  return [...matches.filter(begins), ...matches.filter((option) => !begins(option))];
}
