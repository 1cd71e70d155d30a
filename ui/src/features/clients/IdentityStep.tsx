import type { ClientRow, ClientUpdateRequest, CommandError } from "@/bindings/wire";
import { Fact, Facts } from "@/shared/Facts";
import { InlineEdit } from "@/shared/InlineEdit";
import { useRefusal } from "@/shared/me";
import { duration, parseDuration } from "@/shared/time";
import { useAct } from "@/shared/useAct";
import { t } from "@/texts";
import { AlgorithmField } from "./AlgorithmField";
import { Step, StepField } from "./Step";

function readDuration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) {
    throw {
      class: "invalid_request",
      reason: "invalid_request",
      message: t("apps.not_a_duration", { text }),
      hint: t("apps.not_a_duration_hint"),
    } satisfies CommandError;
  }
  return seconds;
}

export function IdentityStep({ client }: { client: ClientRow }) {
  const act = useAct();
  const refusal = useRefusal()("client.update");
  const update = (changes: Omit<ClientUpdateRequest, "client">, told: string) =>
    act("client.update", { client: client.id, ...changes }, told);

  function changeAccess(text: string) {
    const access_secs = readDuration(text);
    return update({ access_secs }, t("apps.access_changed", { app: client.name, duration: duration(access_secs) }));
  }

  function changeRefresh(text: string) {
    const refresh_secs = readDuration(text);
    return update({ refresh_secs }, t("apps.refresh_changed", { app: client.name, duration: duration(refresh_secs) }));
  }

  return (
    <Step number={1} title={t("apps.identity")}>
      <StepField label={t("apps.name")}>
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label={t("apps.name")}
          value={client.name}
          refusal={refusal}
          onSave={(name) => update({ name }, t("apps.renamed", { app: client.name, name }))}
        />
      </StepField>
      <StepField label={t("apps.audience")}>
        <InlineEdit
          isBoxed
          isMono
          key={client.id}
          of={client.id}
          label={t("apps.audience")}
          value={client.audience}
          refusal={refusal}
          onSave={(audience) => update({ audience }, t("apps.audience_changed", { app: client.name, audience }))}
        />
      </StepField>
      <AlgorithmField client={client} />
      <StepField label={t("apps.access_lifetime")}>
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label={t("apps.access_lifetime")}
          value={duration(client.access_secs)}
          refusal={refusal}
          onSave={async (text) => changeAccess(text)}
        />
      </StepField>
      <StepField label={t("apps.refresh_lifetime")}>
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label={t("apps.refresh_lifetime")}
          value={duration(client.refresh_secs)}
          refusal={refusal}
          onSave={async (text) => changeRefresh(text)}
        />
      </StepField>
      <Facts>
        <Fact term={t("apps.issuer")}>
          <span className="mono">{client.issuer}</span>
        </Fact>
        <Fact term={t("apps.client_id")}>
          <span className="mono">{client.id}</span>
        </Fact>
        <Fact term={t("apps.key_id")}>
          <span className="mono">{client.key_id ?? t("apps.no_key_id")}</span>
        </Fact>
      </Facts>
    </Step>
  );
}
