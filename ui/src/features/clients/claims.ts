import type { TokenPreviewResponse } from "@/bindings/wire";
import { relativeTime } from "@/shared/time";

type Decoded = TokenPreviewResponse["claims"];

const MOMENT_LINE = /^(\s*"(?:exp|iat|nbf|auth_time)": (\d+),?)$/gm;

/** The decoded token as JSON, with its times in words beside them. */
export function claimsText(header: Decoded, claims: Decoded, now: number): string {
  const text = JSON.stringify(claims, null, 2).replace(MOMENT_LINE, (_, line: string, seconds: string) => {
    const moment = new Date(Number(seconds) * 1000).toISOString();
    return `${line} // ${relativeTime(moment, now)}`;
  });
  return `${JSON.stringify(header, null, 2)}\n${text}`;
}
