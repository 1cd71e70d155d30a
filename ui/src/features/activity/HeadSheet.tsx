import type { AuditHeadResponse } from "@/bindings/wire";
import { PrintSheet } from "@/shared/PrintSheet";
import { exactTime } from "@/shared/time";
import { HeadWords } from "./HeadWords";

/** The printed page of a checkpoint: its words, and how to use them years later. */
export function HeadSheet({ head }: { head: AuditHeadResponse }) {
  return (
    <PrintSheet title="Portreeve: the end of the trail">
      <HeadWords head={head.code} />
      <p>As of {exactTime(head.at)}</p>
      <p>
        As long as this page is kept elsewhere, nobody can change what happened up to then without being found out. It
        holds no secret. To check it, type the number and the words under Activity, “Head”, or run{" "}
        <code className="mono">portreeve audit check WORDS</code>.
      </p>
    </PrintSheet>
  );
}
