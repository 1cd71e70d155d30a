/** "Can approve invoice" becomes "approve invoice", to follow "may". */
export function permissionSentence(label: string): string {
  return label.replace(/^Can /, "");
}
