import { t } from "@/texts";

const KINDS: Readonly<Record<string, string>> = {
  user: t("import.kind.user"),
  group: t("import.kind.group"),
  permission: t("import.kind.permission"),
};

/** What something in the file is. */
export function kindWords(kind: string): string {
  return KINDS[kind] ?? kind;
}
