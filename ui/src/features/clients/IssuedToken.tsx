import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "@/shared/CopyButton";
import { duration } from "@/shared/time";
import { t } from "@/texts";
import classes from "./ClientForm.module.css";

interface IssuedTokenProps {
  token: string;
  seconds: number;
  onDone(): void;
}

/** A token that was just issued: shown only here, and masked until the person asks for it. */
export function IssuedToken({ token, seconds, onDone }: IssuedTokenProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={classes.form}>
      <Textarea
        label={t("apps.access_token")}
        description={t("apps.issued_token_about", { duration: duration(seconds) })}
        value={isShown ? token : "•".repeat(48)}
        readOnly
        autosize
        maxRows={6}
        classNames={{ input: "mono" }}
      />
      <div className={classes.actions}>
        <CopyButton text={token} what={t("apps.the_access_token")} size="compact-sm" />
        <Button size="compact-sm" onClick={() => setShown(!isShown)}>
          {isShown ? t("apps.hide") : t("apps.show")}
        </Button>
        <Button size="compact-sm" onClick={onDone}>
          {t("common.done")}
        </Button>
      </div>
    </div>
  );
}
