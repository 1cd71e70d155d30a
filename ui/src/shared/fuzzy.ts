/** How well the typed letters match in order; 0 means not at all. Starts of words and runs of letters count more. */
export function fuzzyScore(typed: string, text: string): number {
  const letters = typed.toLowerCase().replaceAll(/\s/g, "");
  const target = text.toLowerCase();
  let score = 1;
  let position = -1;
  for (const letter of letters) {
    const next = target.indexOf(letter, position + 1);
    if (next === -1) return 0;
    const isRun = next === position + 1;
    const isWordStart = next === 0 || target[next - 1] === " ";
    score += isRun ? 4 : isWordStart ? 3 : 1 / (next - position);
    position = next;
  }
  return score;
}
