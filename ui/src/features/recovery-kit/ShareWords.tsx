import classes from "./ShareWords.module.css";

/** The words of a share, each with its number. */
export function ShareWords({ words, label }: { words: string[]; label: string }) {
  return (
    <ol className={`mono ${classes.words}`} aria-label={label}>
      {words.map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
        <li key={index}>{word}</li>
      ))}
    </ol>
  );
}
