import type { DirectoryResponse } from "@/bindings/wire";
import { Fact, Facts } from "@/shared/Facts";
import { PrintSheet } from "@/shared/PrintSheet";
import { exactTime } from "@/shared/time";
import { ShareWords } from "./ShareWords";

interface SharePageProps {
  directory: DirectoryResponse;
  number: number;
  words: string[];
}

/** The printed page of a share: what it is, its words, and how to use it years later. */
export function SharePage({ directory, number, words }: SharePageProps) {
  return (
    <PrintSheet title="Portreeve recovery kit">
      <Facts>
        <Fact term="Team">{directory.team}</Fact>
        <Fact term="Directory">
          <span className="mono">{directory.id}</span>
        </Fact>
        <Fact term="Made">{exactTime(new Date().toISOString())}</Fact>
        <Fact term="Share">{number} of 3; any two of them are needed</Fact>
      </Facts>
      <ShareWords words={words} label={`Share ${number}, to print`} />
      <p>
        Two of the three shares together are the key of the team's directory of accounts. Anyone who has two of them and
        a copy of the directory can read everything in it. One share alone reveals nothing: keep it away from the
        others.
      </p>
      <p>
        When the key is lost, bring two shares to the machine where the directory lies: Portreeve's window takes them
        under “I have a recovery kit”, the command line with{" "}
        <code className="mono">portreeve recovery-kit restore</code>. The words are SLIP-39: other programs can read
        them, too.
      </p>
    </PrintSheet>
  );
}
