import { t } from "@/texts";

/** The algorithms that can sign a local app's tokens. */
export const ALGORITHMS = [
  { value: "RS256", label: t("apps.algorithms.rs256") },
  { value: "ES256", label: t("apps.algorithms.es256") },
  { value: "EdDSA", label: t("apps.algorithms.eddsa") },
  { value: "HS256", label: t("apps.algorithms.hs256") },
];

/** Whether the app shares the signing secret: with HS256 it can make tokens, too. */
export function isShared(algorithm: string): boolean {
  return algorithm === "HS256";
}
