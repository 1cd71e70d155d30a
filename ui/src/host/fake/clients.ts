import type { ClientRow, PresetRow } from "@/bindings/wire";
import { configText, PEM, PRESETS } from "./config";
import type { Handlers } from "./handlers";
import { groupRefs, userNamed } from "./lookup";
import { refuse } from "./refuse";
import type { FakeSessions } from "./sessions";
import type { FakeTeam } from "./team";
import { encodeToken, inspectToken, previewToken } from "./token";

export const ISSUER = "http://127.0.0.1:8765";
const KEY_ID = "N5xqHk0YV1v3l0bF4m0cQ2kq0o9r1Jt5p3Xw7uS8aZc";

/** The local apps of a made-up directory, and the tokens that they trust. */
export class FakeClients {
  readonly rows: ClientRow[] = [];
  /** Files that `client.export` wrote, by path. */
  readonly files = new Map<string, string>();
  private readonly createdAt = new Date().toISOString();

  constructor(
    private readonly team: FakeTeam,
    private readonly sessions: FakeSessions,
    private readonly nextId: () => string,
  ) {}

  private find(name: string): ClientRow {
    return (
      this.rows.find((client) => client.id === name || client.name === name) ??
      refuse("not_found", `There is no local app "${name}".`)
    );
  }

  private preview(client: string, user: string) {
    const whose = userNamed(this.team, user);
    return previewToken(
      this.find(client),
      whose,
      groupRefs(this.team, whose.groups).map((group) => group.name),
    );
  }

  readonly handlers = {
    "client.list": () => ({ clients: [...this.rows].sort((a, b) => a.name.localeCompare(b.name)) }),
    "client.show": ({ client }) => ({ ...this.find(client) }),
    "client.create": ({ name, audience, algorithm, access_secs, refresh_secs }) => {
      if (this.rows.some((client) => client.name === name)) {
        refuse("name_taken", `There is a local app "${name}" already.`, "Choose another name.");
      }
      const client: ClientRow = {
        id: this.nextId(),
        name,
        audience: audience ?? name,
        algorithm: algorithm ?? "RS256",
        access_secs: access_secs ?? 600,
        refresh_secs: refresh_secs ?? 14 * 86_400,
        issuer: ISSUER,
        key_id: algorithm === "HS256" ? null : KEY_ID,
        created_at: new Date().toISOString(),
      };
      this.rows.push(client);
      return client;
    },
    "client.update": ({ client: name, ...changes }) => {
      const client = this.find(name);
      for (const [field, value] of Object.entries(changes)) {
        if (value !== null && value !== undefined) Object.assign(client, { [field]: value });
      }
      client.key_id = client.algorithm === "HS256" ? null : KEY_ID;
      return { ...client };
    },
    "client.delete": ({ client: name }) => {
      const client = this.find(name);
      this.rows.splice(this.rows.indexOf(client), 1);
      return client;
    },
    "client.presets": () => ({ presets: PRESETS }),
    "client.config": ({ client, preset }) => configText(this.find(client), presetOf(preset)),
    "client.export": ({ client, preset: id, path }) => {
      if (path && !path.startsWith("/")) {
        refuse("target_unwritable", "The path is not absolute. Nothing was written.", "Start it with a slash.");
      }
      const preset = presetOf(id);
      const config = configText(this.find(client), preset);
      if (path) this.files.set(path, config.text);
      return {
        path: path ?? null,
        contents: path ? null : config.text,
        bytes: config.text.length,
        holds_secret: config.holds_secret,
        note: preset.note,
      };
    },
    "token.preview": ({ client, user }) => this.preview(client, user),
    "token.issue": ({ client, user }) => {
      const row = this.find(client);
      this.sessions.add(userNamed(this.team, user), "token_family", row.name, 0);
      return {
        access_token: encodeToken(this.preview(client, user)),
        refresh_token: `prv_${crypto.randomUUID().replaceAll("-", "")}`,
        token_type: "Bearer",
        expires_in: row.access_secs,
        clock_behind_secs: null,
      };
    },
    "token.refresh": () => refuse("not_signed_in", "The refresh token is not known."),
    "token.inspect": ({ token }) => inspectToken(token, this.rows, this.team.users),
    "client.rotate_secret": ({ client: name }) => {
      const client = this.find(name);
      if (client.algorithm !== "HS256") {
        refuse("rule_violated", `${client.name} has no secret: its tokens are signed with a ${client.algorithm} key.`);
      }
      return { ...client };
    },
    "key.rotate": ({ algorithm }) => {
      const signed = this.rows.filter(
        (row) => row.algorithm !== "HS256" && row.algorithm === (algorithm ?? row.algorithm),
      );
      return {
        keys: [
          {
            algorithm: algorithm ?? "RS256",
            key_id: KEY_ID,
            before_id: KEY_ID,
            before_verifies_until: new Date(Date.now() + 86_430_000).toISOString(),
          },
        ],
        export_anew: signed.map((row) => row.name),
      };
    },
    "key.list": () => ({
      keys: [{ id: KEY_ID, algorithm: "RS256", created_at: this.createdAt, pem: PEM, verifies_until: null }],
      jwks: { keys: [{ kty: "RSA", kid: KEY_ID, alg: "RS256", use: "sig" }] },
    }),
  } satisfies Partial<Handlers>;
}

function presetOf(id: string): PresetRow {
  return PRESETS.find((preset) => preset.id === id) ?? refuse("preset_rejected", `There is no preset "${id}".`);
}
