/** "Can approve invoice" reads "approve invoice" after "may". */
export function permissionSentence(label: string): string {
  return label.replace(/^Can /, "");
}
