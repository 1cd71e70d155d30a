import type { DirectoryResponse } from "@/bindings/wire";
import { cli } from "@/shared/cli";
import { Fact, Facts } from "@/shared/Facts";
import { PrintSheet } from "@/shared/PrintSheet";
import { exactTime } from "@/shared/time";
import { Trans, t } from "@/texts";
import { ShareWords } from "./ShareWords";

interface SharePageProps {
  directory: DirectoryResponse;
  number: number;
  words: string[];
}

/** The printed page of a share: what it is, its words, and how to use it years later. */
export function SharePage({ directory, number, words }: SharePageProps) {
  return (
    <PrintSheet title={t("key.sheet_title")}>
      <Facts>
        <Fact term={t("common.team")}>{directory.team}</Fact>
        <Fact term={t("key.sheet_directory")}>
          <span className="mono">{directory.id}</span>
        </Fact>
        <Fact term={t("key.sheet_made")}>{exactTime(new Date().toISOString())}</Fact>
        <Fact term={t("key.sheet_page")}>{t("key.sheet_page_of", { number })}</Fact>
      </Facts>
      <ShareWords words={words} label={t("key.sheet_words", { number })} />
      <p>{t("key.sheet_about")} </p>
      <p>
        <Trans
          i18nKey="key.sheet_use"
          values={{ command: cli("recovery-kit", "restore") }}
          components={{ code: <code className="mono" /> }}
        />
      </p>
    </PrintSheet>
  );
}
