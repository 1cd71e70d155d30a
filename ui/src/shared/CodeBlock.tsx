import { Fragment } from "react";
import classes from "./CodeBlock.module.css";

/** Comments, strings (Python's long ones too), numbers. Good enough for reading; not a parser. */
const TOKENS = /(#[^\n]*|\/\/[^\n]*)|("""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|`[^`]*`)(\s*:)?|\b(\d+)\b/g;

interface Piece {
  start: number;
  text: string;
  kind: "comment" | "key" | "text" | "number" | null;
}

function pieces(code: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const [whole, comment, quoted, colon] = match;
    found.push({ start: end, text: code.slice(end, match.index), kind: null });
    const kind = comment ? "comment" : quoted ? (colon ? "key" : "text") : "number";
    found.push({ start: match.index, text: whole, kind });
    end = match.index + whole.length;
  }
  found.push({ start: end, text: code.slice(end), kind: null });
  return found.filter((piece) => piece.text !== "");
}

interface CodeBlockProps {
  code: string;
  label: string;
}

/** Source text with a light tint. Focusable, because it scrolls. */
export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className={classes.region} aria-label={label} tabIndex={0}>
      <pre className={`mono ${classes.code}`}>
        {pieces(code).map(({ start, text, kind }) =>
          kind ? (
            <span key={start} className={classes[kind]}>
              {text}
            </span>
          ) : (
            <Fragment key={start}>{text}</Fragment>
          ),
        )}
      </pre>
    </section>
  );
}
