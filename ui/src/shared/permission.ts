import { permissionLabel } from "@/texts/host";

/** "Can approve invoice" becomes "approve invoice"; a permission without a label is called by its code. */
export function permissionSentence({ permission, label }: { permission: string; label: string }): string {
  return permissionLabel(permission, label).replace(/^Can /, "");
}
