import type { ClientRow, ConfigResponse, PresetRow } from "@/bindings/wire";

export const PRESETS: PresetRow[] = [
  {
    id: "simplejwt",
    title: "Django REST, simplejwt",
    language: "python",
    file_name: "settings_jwt.py",
    note: "Import it at the end of settings.py.",
  },
  {
    id: "pyjwt",
    title: "Python, PyJWT",
    language: "python",
    file_name: "portreeve_auth.py",
    note: "Call verify(token); it raises when the token cannot be trusted.",
  },
  {
    id: "jose",
    title: "Node, jose",
    language: "javascript",
    file_name: "portreeve-auth.mjs",
    note: "Call verify(token); it rejects when the token cannot be trusted.",
  },
];

export const PEM = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvYh1Q0c8rWv3Q9Yf4m2p
bT3M5s6h7WcS8r0c3r3Jx0o2aJm8d4sB1m7s0s9Tq1o0o5yqj2nE8m1r5b6c7d8e
9QIDAQAB
-----END PUBLIC KEY-----`;

export function configText(client: ClientRow, preset: PresetRow): ConfigResponse {
  const isShared = client.algorithm === "HS256";
  const key = isShared ? "••••••••••••••••" : PEM;
  const text =
    preset.language === "python"
      ? `# ${preset.file_name}: how ${client.name} trusts this directory's tokens.
SIMPLE_JWT = {
    "ALGORITHM": "${client.algorithm}",
    "${isShared ? "SIGNING_KEY" : "VERIFYING_KEY"}": """${key}""",
    "AUDIENCE": "${client.audience}",
    "ISSUER": "${client.issuer}",
    "LEEWAY": 30,
    "USER_ID_CLAIM": "sub",
    "TOKEN_TYPE_CLAIM": None,
}
`
      : `// ${preset.file_name}: how ${client.name} trusts this directory's tokens.
import { importSPKI, jwtVerify } from "jose";

const key = await importSPKI(\`${key}\`, "${client.algorithm}");

export async function verify(token) {
  const { payload } = await jwtVerify(token, key, {
    issuer: "${client.issuer}",
    audience: "${client.audience}",
    algorithms: ["${client.algorithm}"],
    typ: "at+jwt",
  });
  return payload;
}
`;
  return { text, holds_secret: isShared, file_name: preset.file_name };
}
