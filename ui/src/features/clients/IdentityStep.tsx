import { Select } from "@mantine/core";
import type { ClientRow, ClientUpdateRequest, CommandError } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Fact, Facts } from "@/shared/Facts";
import { InlineEdit } from "@/shared/InlineEdit";
import { useRefusal } from "@/shared/me";
import { useRun, useTask } from "@/shared/query";
import { duration, parseDuration } from "@/shared/time";
import { toast } from "@/shared/toast";
import { ALGORITHMS } from "./algorithms";
import { Step, StepField } from "./Step";

function readDuration(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === null) {
    throw {
      class: "invalid_request",
      reason: "invalid_request",
      message: `"${text}" is no span of time.`,
      hint: "Write 10 minutes, 8 h or 14 days.",
    } satisfies CommandError;
  }
  return seconds;
}

export function IdentityStep({ client }: { client: ClientRow }) {
  const run = useRun();
  const task = useTask();
  const refusal = useRefusal()("client.update");
  const update = (changes: Omit<ClientUpdateRequest, "client">) =>
    run("client.update", { client: client.id, ...changes });

  function changeAlgorithm(algorithm: string) {
    task.run(async () => {
      await update({ algorithm });
      toast("Export its config again: the old one does not know the new signature.", () => {
        void update({ algorithm: client.algorithm });
      });
    });
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
          onSave={(name) => update({ name })}
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
          onSave={(audience) => update({ audience })}
        />
      </StepField>
      <StepField label="Signed with">
        <Select
          aria-label="Signed with"
          data={ALGORITHMS}
          value={client.algorithm}
          disabled={refusal !== null}
          onChange={(value) => value && changeAlgorithm(value)}
        />
      </StepField>
      <StepField label="Access token lives">
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label="Access token lives"
          value={duration(client.access_secs)}
          refusal={refusal}
          onSave={async (text) => update({ access_secs: readDuration(text) })}
        />
      </StepField>
      <StepField label="Refresh tokens live">
        <InlineEdit
          isBoxed
          key={client.id}
          of={client.id}
          label="Refresh tokens live"
          value={duration(client.refresh_secs)}
          refusal={refusal}
          onSave={async (text) => update({ refresh_secs: readDuration(text) })}
        />
      </StepField>
      <ErrorNote error={task.error} />
      <Facts>
        <Fact term="Issuer">
          <span className="mono">{client.issuer}</span>
        </Fact>
        <Fact term="Client id">
          <span className="mono">{client.id}</span>
        </Fact>
        <Fact term="Key id">
          <span className="mono">{client.key_id ?? "none: a shared secret"}</span>
        </Fact>
      </Facts>
    </Step>
  );
}
