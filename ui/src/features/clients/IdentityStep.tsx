import type { ClientRow, ClientUpdateRequest, CommandError } from "@/bindings/wire";
import { Fact, Facts } from "@/shared/Facts";
import { InlineEdit } from "@/shared/InlineEdit";
import { useRefusal } from "@/shared/me";
import { duration, parseDuration } from "@/shared/time";
import { useAct } from "@/shared/useAct";
import { AlgorithmField } from "./AlgorithmField";
import { Step, StepField } from "./Step";

function readDuration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) {
    throw {
      class: "invalid_request",
      reason: "invalid_request",
      message: `"${text}" is not a duration.`,
      hint: "Try 10 minutes, 8 h or 14 days.",
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
    return update({ access_secs }, `Access tokens for ${client.name} now live ${duration(access_secs)}`);
  }

  function changeRefresh(text: string) {
    const refresh_secs = readDuration(text);
    return update({ refresh_secs }, `Refresh tokens for ${client.name} now live ${duration(refresh_secs)}`);
  }

  return (
    <Step number={1} title="Who it is">
      <StepField label="App name">
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label="App name"
          value={client.name}
          refusal={refusal}
          onSave={(name) => update({ name }, `Renamed ${client.name} to ${name}`)}
        />
      </StepField>
      <StepField label="Audience">
        <InlineEdit
          isBoxed
          isMono
          key={client.id}
          of={client.id}
          label="Audience"
          value={client.audience}
          refusal={refusal}
          onSave={(audience) => update({ audience }, `The audience of ${client.name} is now ${audience}`)}
        />
      </StepField>
      <AlgorithmField client={client} />
      <StepField label="Access token lifetime">
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label="Access token lifetime"
          value={duration(client.access_secs)}
          refusal={refusal}
          onSave={async (text) => changeAccess(text)}
        />
      </StepField>
      <StepField label="Refresh token lifetime">
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label="Refresh token lifetime"
          value={duration(client.refresh_secs)}
          refusal={refusal}
          onSave={async (text) => changeRefresh(text)}
        />
      </StepField>
      <Facts>
        <Fact term="Issuer">
          <span className="mono">{client.issuer}</span>
        </Fact>
        <Fact term="Client id">
          <span className="mono">{client.id}</span>
        </Fact>
        <Fact term="Key id">
          <span className="mono">{client.key_id ?? "none (shared secret)"}</span>
        </Fact>
      </Facts>
    </Step>
  );
}
