import type { ClientRow, TokenInspectResponse, TokenPreviewResponse } from "@/bindings/wire";
import type { FakeUser } from "./team";

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function decode(part: string | undefined): Record<string, unknown> {
  const bytes = Uint8Array.from(atob((part ?? "").replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

// As long as an RSA-2048 signature; it proves nothing.
const SIGNATURE = "c2lnbmF0dXJl".repeat(29).slice(0, 342);

export function previewToken(client: ClientRow, user: FakeUser, groups: string[]): TokenPreviewResponse {
  const now = Math.floor(Date.now() / 1000);
  const header = {
    typ: "at+jwt",
    alg: client.algorithm,
    ...(client.key_id ? { kid: client.key_id } : {}),
  };
  const claims = {
    iss: client.issuer,
    sub: user.id,
    aud: client.audience,
    exp: now + client.access_secs,
    iat: now,
    nbf: now,
    jti: crypto.randomUUID(),
    client_id: client.id,
    preferred_username: user.login,
    groups,
  };
  return { header, claims, bytes: encode(header).length + encode(claims).length + SIGNATURE.length + 2 };
}

export function encodeToken(preview: TokenPreviewResponse): string {
  return `${encode(preview.header)}.${encode(preview.claims)}.${SIGNATURE}`;
}

export function inspectToken(token: string, clients: ClientRow[], users: FakeUser[]): TokenInspectResponse {
  const parts = token.trim().split(".");
  try {
    const header = decode(parts[0]);
    const claims = decode(parts[1]);
    const client = clients.find((candidate) => candidate.audience === claims.aud);
    const user = users.find((candidate) => candidate.id === claims.sub);
    const problems: string[] = [];
    if (parts[2] !== SIGNATURE) problems.push("The signature is not ours.");
    if (!client) problems.push(`No local app has the audience "${String(claims.aud)}".`);
    if (Number(claims.exp) * 1000 < Date.now()) problems.push("It has expired.");
    return {
      is_valid: problems.length === 0,
      problems,
      header: header as TokenInspectResponse["header"],
      claims: claims as TokenInspectResponse["claims"],
      client: client?.name ?? null,
      user: user?.login ?? null,
      clock_behind_secs: null,
    };
  } catch {
    throw {
      code: "invalid_request",
      message: "This is not a JSON Web Token.",
      hint: "A token has three parts, separated by dots.",
    };
  }
}
