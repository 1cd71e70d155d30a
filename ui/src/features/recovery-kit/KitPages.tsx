import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import { Done } from "@/shared/Done";
import { t } from "@/texts";
import { ShareStep } from "./ShareStep";

interface KitPagesProps {
  directory: DirectoryResponse;
  shares: string[];
  /** Each of them is on paper. */
  onDone(): void;
}

/** The pages of a kit, one after the other. */
export function KitPages({ directory, shares, onDone }: KitPagesProps) {
  const [number, setNumber] = useState(1);
  const isLast = number === shares.length;
  return (
    <ShareStep
      key={number}
      directory={directory}
      number={number}
      isLast={isLast}
      words={(shares[number - 1] ?? "").split(" ")}
      onDone={() => (isLast ? onDone() : setNumber(number + 1))}
    />
  );
}

/** What to do with the pages. */
export function KitDone() {
  return (
    <>
      <Done title={t("key.kit_done")}>{t("key.kit_done_about")}</Done>
      <p className="dim">{t("key.kit_older")} </p>
    </>
  );
}

/** What a kit is, before one is made. */
export const KIT_LEAD = t("key.kit_about");
