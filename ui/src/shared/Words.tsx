import { fullSentence, sentence } from "./sentence";

/** Text from the directory as a sentence, with commands in the mono font. */
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

/** The same with a full stop: a message, a hint. */
export function Sentence({ text }: { text: string }) {
  return <Words text={fullSentence(text)} />;
}
