/** What a local app's tokens can be signed with. */
export const ALGORITHMS = [
  { value: "RS256", label: "RS256, works everywhere" },
  { value: "ES256", label: "ES256, smaller tokens" },
  { value: "EdDSA", label: "EdDSA, newest libraries only" },
  { value: "HS256", label: "HS256, shared secret" },
];

/** An app that checks HS256 holds the key that signs: it could make tokens too. */
export function isShared(algorithm: string): boolean {
  return algorithm === "HS256";
}
