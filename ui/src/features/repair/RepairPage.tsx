import { useState } from "react";
import type { HomeStatus, RepairResponse } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { DamagePage } from "./DamagePage";
import { KeyMissingPage } from "./KeyMissingPage";
import { RepairedPage } from "./RepairedPage";
import { RestorePage } from "./RestorePage";

interface RepairPageProps {
  status: HomeStatus;
  /** The directory opens; what was done about it is still to be read. */
  onMended(): void;
  onDone(): void;
}

/** What is stored cannot be opened, for damage or for want of its key: what is wrong, then the way that was chosen. */
export function RepairPage({ status, onMended, onDone }: RepairPageProps) {
  const [way, setWay] = useState<"restore" | "kit" | null>(null);
  const [repaired, setRepaired] = useState<RepairResponse | null>(null);
  const goBack = () => setWay(null);

  if (repaired) return <RepairedPage result={repaired} onDone={onDone} />;
  if (way === "restore") return <RestorePage status={status} onMended={onMended} onDone={onDone} onBack={goBack} />;
  if (status.is_key_missing) {
    if (way === "kit") return <RestoreKeyPage status={status} onBack={goBack} />;
    return <KeyMissingPage status={status} onKit={() => setWay("kit")} onRestore={() => setWay("restore")} />;
  }
  return (
    <DamagePage
      status={status}
      onRepaired={(result) => {
        setRepaired(result);
        onMended();
      }}
      onRestore={() => setWay("restore")}
    />
  );
}
