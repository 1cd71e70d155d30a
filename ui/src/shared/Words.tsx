import { sentence } from "./sentence";

/** Words of the directory as a sentence of the window; commands in them in the mono face. */
export function Words({ text }: { text: string }) {
  let end = 0;
  return sentence(text)
    .split("`")
    .map((piece, index) => {
      const start = end;
      end += piece.length + 1;
      return index % 2 === 0 ? (
        piece
      ) : (
        <code key={start} className="mono">
          {piece}
        </code>
      );
    });
}
