import type { AuditHeadResponse } from "@/bindings/wire";
import { cli } from "@/shared/cli";
import { PrintSheet } from "@/shared/PrintSheet";
import { exactTime } from "@/shared/time";
import { Trans, t } from "@/texts";
import { HeadWords } from "./HeadWords";

/** The printed page of a checkpoint: its words, and how to use them years later. */
export function HeadSheet({ head }: { head: AuditHeadResponse }) {
  return (
    <PrintSheet title={t("activity.sheet_title")}>
      <HeadWords head={head.code} />
      <p>{t("activity.sheet_as_of", { time: exactTime(head.at) })}</p>
      <p>
        <Trans
          i18nKey="activity.sheet_about"
          values={{ command: cli("audit", "check", "WORDS") }}
          components={{ code: <code className="mono" /> }}
        />
      </p>
    </PrintSheet>
  );
}
