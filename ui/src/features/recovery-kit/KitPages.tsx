import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import { Done } from "@/shared/Done";
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
      <Done title="Recovery kit done">Keep the three pages in three places, away from this computer.</Done>
      <p className="dim">
        Older kits still work, but pages of different kits do not combine. Destroy the ones you do not need.
      </p>
    </>
  );
}

/** What a kit is, before one is made. */
export const KIT_LEAD =
  "The key on three pages of 33 words. Any two restore it; one alone reveals nothing. Print them and keep each in a different place.";
