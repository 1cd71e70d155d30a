/** "acme-2026-05-03.backup": the team and the day, in letters that every disk takes. */
export function suggestedBackupName(team: string, now: Date): string {
  const words = team.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["portreeve"];
  const pad = (part: number) => String(part).padStart(2, "0");
  const day = [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-");
  return `${words.join("-")}-${day}.backup`;
}
