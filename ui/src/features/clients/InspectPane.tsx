import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import type { TokenInspectResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { CodeBlock } from "@/shared/CodeBlock";
import { ErrorNote } from "@/shared/ErrorNote";
import { useNow } from "@/shared/now";
import { Pane } from "@/shared/Pane";
import { roughly } from "@/shared/time";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./ClientForm.module.css";
import { claimsText } from "./claims";
import { Verdict } from "./Verdict";

/** Shows the contents of any token, and whether it is valid. */
export function InspectPane({ onClose }: { onClose(): void }) {
  const host = useHost();
  const now = useNow();
  const [verdict, setVerdict] = useState<TokenInspectResponse | null>(null);

  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { token: "" },
    validate: { token: filled },
    blames: { invalid_request: "token" },
    send: async ({ token }) => {
      setVerdict(null);
      setVerdict(await host.call("token.inspect", { token: token.trim() }));
    },
  });

  return (
    <Pane label={t("apps.inspect_token")} onClose={onClose}>
      <h2 className={classes.title}>{t("apps.inspect_token")}</h2>
      <form className={classes.form} {...formProps}>
        <Textarea
          label={t("apps.token")}
          description={t("apps.token_about")}
          placeholder={t("apps.token_example")}
          rows={6}
          classNames={{ input: "mono" }}
          spellCheck={false}
          autoFocus
          {...form.getInputProps("token")}
        />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("apps.inspect")}
          </Button>
        </div>
      </form>
      {verdict && (
        <div className={classes.result}>
          <Verdict
            isValid={verdict.is_valid}
            word={wordFor(verdict)}
            app={verdict.client}
            user={verdict.user}
            problems={problemsOf(verdict)}
          />
          {verdict.is_token && (
            <CodeBlock label={t("apps.decoded_token")} code={claimsText(verdict.header, verdict.claims, now)} />
          )}
        </div>
      )}
    </Pane>
  );
}

function wordFor(verdict: TokenInspectResponse): string {
  if (!verdict.is_token) return t("apps.not_a_token");
  return verdict.is_valid ? t("apps.valid") : t("apps.refused");
}

function problemsOf({ clock_behind_secs: behind, problems }: TokenInspectResponse): string[] {
  if (!behind) return problems;
  return [t("apps.clock_behind", { time: roughly(behind) }), ...problems];
}
