import classes from "./HeadWords.module.css";

const WORDS_IN_A_LINE = 3;

/** The end of the trail for reading aloud: the event's number, then its words, three a line. */
export function HeadWords({ head }: { head: string }) {
  const [number, ...words] = head.split(" ");
  const lines = Array.from({ length: Math.ceil(words.length / WORDS_IN_A_LINE) }, (_, line) =>
    words.slice(line * WORDS_IN_A_LINE, (line + 1) * WORDS_IN_A_LINE).join(" "),
  );
  return (
    <p className={classes.words}>
      <span className={classes.number}>{number}</span>
      {lines.map((line, index) => (
        // The spaces are for who copies it all, or has it read to them.
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <span key={index}> {line}</span>
      ))}
    </p>
  );
}
