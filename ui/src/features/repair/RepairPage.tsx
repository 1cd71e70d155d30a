import { useState } from "react";
import type { HomeStatus, RepairResponse } from "@/bindings/wire";
import { RestoreKeyPage } from "@/features/recovery-kit/RestoreKeyPage";
import { DamagePage } from "./DamagePage";
import { KeyMissingPage } from "./KeyMissingPage";
import { RepairedPage } from "./RepairedPage";
import { RestorePage } from "./RestorePage";

interface RepairPageProps {
  status: HomeStatus;
  /** The directory opens again; the result is still to be read. */
  onMended(): void;
  onDone(): void;
}

/**
 * The pages for a directory that does not open, because of damage or a missing key: what is wrong, then the chosen way.
 */
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
