import type { RecoveryKitResponse } from "@/bindings/wire";

/** 33 words that are none: letters only, so that nobody takes them for a key. */
function fakeShare(share: number): string {
  return Array.from(
    { length: 33 },
    (_, word) => `word${"abc"[share - 1]}${String.fromCharCode(97 + (word % 26))}`,
  ).join(" ");
}

/** A recovery kit: its pages in a folder, or its shares to be shown. */
export function makeKit(folder: string | null | undefined): RecoveryKitResponse {
  const three = [1, 2, 3];
  return folder
    ? { paths: three.map((share) => `${folder}/portreeve-recovery-share-${share}.txt`), shares: [] }
    : { paths: [], shares: three.map(fakeShare) };
}
