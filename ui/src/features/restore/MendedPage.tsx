import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { EntryPage } from "@/features/session/EntryPage";
import { Fact, Facts } from "@/shared/Facts";
import { Trans, t } from "@/texts";
import classes from "./RestoreForm.module.css";

interface MendedPageProps {
  title: string;
  lead: string;
  /** Where the old directory is kept. */
  replaced?: string | null;
  /** What to know about the new one. */
  children: ReactNode;
  onDone(): void;
}

/** A directory opens again: the result, and the way to signing in. */
export function MendedPage({ title, lead, replaced, children, onDone }: MendedPageProps) {
  return (
    <EntryPage isWide title={title} lead={lead}>
      <Facts>
        {children}
        {replaced && (
          <Fact term={t("repair.set_aside")}>
            <Trans i18nKey="repair.set_aside_about" components={{ path: <span className="mono">{replaced}</span> }} />
          </Fact>
        )}
      </Facts>
      <div className={classes.actions}>
        <span />
        <Button variant="filled" onClick={onDone} autoFocus>
          {t("repair.to_sign_in")}
        </Button>
      </div>
    </EntryPage>
  );
}
