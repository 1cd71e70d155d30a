/** The algorithms that can sign a local app's tokens. */
export const ALGORITHMS = [
  { value: "RS256", label: "RS256, works everywhere" },
  { value: "ES256", label: "ES256, smaller tokens" },
  { value: "EdDSA", label: "EdDSA, newest libraries only" },
  { value: "HS256", label: "HS256, shared secret" },
];

/** Whether the app shares the signing secret: with HS256 it can make tokens, too. */
export function isShared(algorithm: string): boolean {
  return algorithm === "HS256";
}
