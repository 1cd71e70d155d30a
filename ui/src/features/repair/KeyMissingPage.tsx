import { Button } from "@mantine/core";
import type { HomeStatus, KeyLocation } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { Fact, Facts } from "@/shared/Facts";
import { Words } from "@/shared/Words";
import { KnownBackups } from "./KnownBackups";
import { LookAgain } from "./LookAgain";
import { RestoreWay } from "./RestoreWay";
import { Way } from "./Way";

/** For each place of the key: its name, the trouble if no error says it, and what may help. */
const PLACES: Record<KeyLocation, { name: string; trouble: string; mend: string }> = {
  os_keychain: {
    name: "In this computer's keychain",
    trouble: "no keychain is available, or the key is not in it",
    mend: "If the keychain that holds it is only away, start it or unlock it, then check again.",
  },
  passphrase_file: {
    name: "In the file `key` of the directory's folder",
    trouble: "the file does not contain this team's key",
    mend: "If you have a copy of this directory's file `key`, restore it, then check again.",
  },
};

interface KeyMissingPageProps {
  status: HomeStatus;
  onKit(): void;
  onRestore(): void;
}

/** The page for data without its key: what happened, and the ways on. The way that loses nothing comes first. */
export function KeyMissingPage({ status, onKit, onRestore }: KeyMissingPageProps) {
  const { damage, trouble, key_location, folder } = status;
  const place = PLACES[key_location ?? "os_keychain"];
  return (
    <EntryPage
      isWide
      title="The key is missing"
      lead="Everything in the directory is sealed with its key. The directory is untouched; it opens again as soon as the key is back."
      foot={folder}
    >
      <Facts>
        <Fact term="Kept">
          <Words text={place.name} />
        </Fact>
        <Fact term="Found">
          <Words text={trouble?.message ?? place.trouble} />
        </Fact>
        {damage && <KnownBackups damage={damage} />}
      </Facts>
      <Way
        title="Bring the key back"
        action={
          <Button variant="filled" onClick={onKit}>
            I have a recovery kit…
          </Button>
        }
      >
        Two of the three shares make the key again, and nothing is lost.
      </Way>
      <RestoreWay damage={damage} isFirst={false} onRestore={onRestore}>
        The key comes with it. What was done after stays closed, in the directory that is set aside.
      </RestoreWay>
      <LookAgain>
        <Words text={place.mend} />
      </LookAgain>
    </EntryPage>
  );
}
