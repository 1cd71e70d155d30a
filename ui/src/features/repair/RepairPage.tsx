import { Button } from "@mantine/core";
import type { HomeStatus } from "@/bindings/wire";
import { EntryPage } from "@/features/session/EntryPage";
import { useStatusChange } from "@/features/session/status";
import { useHost } from "@/host/context";
import { ErrorNote } from "@/shared/ErrorNote";
import { useTask } from "@/shared/query";

/** What is stored cannot be opened: says what is wrong, and what can be done about it. */
export function RepairPage({ status }: { status: HomeStatus }) {
  const host = useHost();
  const takeStatus = useStatusChange();
  const task = useTask();
  return (
    <EntryPage
      title="This directory needs repair"
      lead="Nothing was changed. What is wrong could not be put right from the second copy that Portreeve keeps."
      foot={status.folder}
    >
      <ErrorNote error={task.error ?? status.trouble ?? null} />
      <Button
        variant="filled"
        loading={task.isBusy}
        onClick={() => task.run(async () => takeStatus(await host.status()))}
      >
        Try again
      </Button>
    </EntryPage>
  );
}
