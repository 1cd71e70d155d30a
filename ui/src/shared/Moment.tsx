import { t } from "@/texts";
import { useNow } from "./now";
import { exactTime, relativeTime } from "./time";

/** A time relative to now, which moves on; the exact one on hover. */
export function Moment({ at, never = t("shared.never") }: { at: string | null; never?: string }) {
  const now = useNow();
  if (!at) return <span className="faint">{never}</span>;
  return (
    <time className="num" dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
