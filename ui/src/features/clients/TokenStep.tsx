import type { ClientRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { CodeBlock } from "@/shared/CodeBlock";
import { ErrorNote } from "@/shared/ErrorNote";
import { useNow } from "@/shared/now";
import { PersonPicker } from "@/shared/PersonPicker";
import { useCommand, useRun, useTask } from "@/shared/query";
import { t } from "@/texts";
import { claimsText } from "./claims";
import { IssuedToken } from "./IssuedToken";
import { SizeBar } from "./SizeBar";
import { Step } from "./Step";

interface TokenStepProps {
  client: ClientRow;
  login: string;
  /** The last issued token, while it is shown. */
  token: string | null;
  onLogin(login: string): void;
  onToken(token: string | null): void;
}

export function TokenStep({ client, login, token, onLogin, onToken }: TokenStepProps) {
  const { data: preview, error } = useCommand("token.preview", { client: client.id, user: login });
  const now = useNow();
  const run = useRun();
  const task = useTask();

  function issue() {
    task.run(async () => onToken((await run("token.issue", { client: client.id, user: login })).access_token));
  }

  return (
    <Step
      number={2}
      title={t("apps.token_says")}
      aside={<PersonPicker label={t("apps.person")} command="token.preview" login={login} onPick={onLogin} />}
    >
      <ErrorNote error={error} />
      {preview && (
        <>
          <CodeBlock label={t("apps.decoded_token")} code={claimsText(preview.header, preview.claims, now)} />
          <SizeBar bytes={preview.bytes} />
        </>
      )}
      {token === null ? (
        <div>
          <ActButton command="token.issue" loading={task.isBusy} onClick={issue}>
            {t("apps.issue_token", { login })}
          </ActButton>
        </div>
      ) : (
        <IssuedToken token={token} seconds={client.access_secs} onDone={() => onToken(null)} />
      )}
      <ErrorNote error={task.error} />
    </Step>
  );
}
