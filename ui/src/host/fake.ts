import type { Damage, HomeState, HomeStatus } from "@/bindings/wire";
import { DAMAGE, findings, KEY_TROUBLE, TROUBLE, UNTRIED } from "./fake/damage";
import { FakeDirectory } from "./fake/directory";
import { isReading } from "./fake/handlers";
import { refuse } from "./fake/refuse";
import { emptyTeam, fakeTeam, ROOT } from "./fake/team";
import type { Host } from "./host";

export interface FakeOptions {
  people?: number;
  state?: HomeState;
  keychain?: boolean;
  /** Sign in as this login instead of `root`. */
  as?: string;
  /** How long every answer takes, in milliseconds. */
  delay_ms?: number;
  /** Something was found wrong with what is stored. */
  doctor?: "healed" | "lost";
  /** Whether backups were made and rehearsed as they should be. */
  backups?: "none" | "done";
  /** Why the scheduled backup was not made. */
  backup_problem?: string;
  /** What is damaged, in the state of that name. */
  damage?: Partial<Damage>;
  /** The key is not where it is kept. */
  isKeyMissing?: boolean;
  /** What is wrong with where the directory lies. */
  warning?: string;
  /** The machine's clock was set back by so many seconds. */
  clock_behind_secs?: number;
  /** Somebody has edited an event of the trail. */
  isTrailEdited?: boolean;
}

const FOLDER = "/home/admin/.local/share/portreeve";

/** The whole process behind the window, made up, for tests and for work on the looks. */
export class FakeHost implements Host {
  directory: FakeDirectory;
  /** What the file dialogs answer next. */
  pickedFile: string | null = "/home/admin/dump.json";
  private state: HomeState;
  private lastLogin: string | null = "root";
  private readonly listeners = new Set<() => void>();
  private readonly keychain: boolean;
  private readonly delay_ms: number;
  private readonly warning: string | null;
  private readonly damage: Damage;
  private isKeyMissing: boolean;

  constructor(options: FakeOptions = {}) {
    const { people = 60, state = "signed_in", keychain = true, as = "root", delay_ms = 0 } = options;
    this.state = state;
    this.keychain = keychain;
    this.delay_ms = delay_ms;
    // What is told as damage is a key file; a keychain without the key is told as that.
    const isFile = !keychain || (state === "damaged" && options.isKeyMissing === true);
    this.directory = new FakeDirectory(fakeTeam(people), "Acme", isFile ? "passphrase_file" : "os_keychain");
    this.directory.settle();
    if (options.backups) this.directory.backups.settle(options.backups);
    if (options.backup_problem) this.directory.backups.problem = options.backup_problem;
    this.warning = options.warning ?? null;
    this.isKeyMissing = options.isKeyMissing ?? false;
    this.damage = { ...(this.isKeyMissing ? UNTRIED : DAMAGE), ...options.damage };
    if (options.doctor) this.directory.findings = findings(options.doctor);
    if (options.clock_behind_secs) this.directory.clockBehindSecs = options.clock_behind_secs;
    if (options.isTrailEdited) this.directory.trail.editedAt = 812;
    if (state === "signed_in" || state === "locked") this.directory.signIn(as, "correct horse");
  }

  private async answer<T>(make: () => T): Promise<T> {
    if (this.delay_ms > 0) await new Promise((resolve) => setTimeout(resolve, this.delay_ms));
    return structuredClone(make());
  }

  private show(): HomeStatus {
    const hasPerson = this.state === "locked" || this.state === "signed_in";
    return {
      state: this.state,
      folder: FOLDER,
      team: hasPerson ? this.directory.name : null,
      key_location: this.state === "absent" ? null : this.directory.keyLocation,
      keychain_available: this.keychain,
      me: this.directory.actor && hasPerson ? this.directory.handlers["session.me"]({}) : null,
      is_key_missing: this.isKeyMissing,
      trouble: this.state === "damaged" ? (this.isKeyMissing ? KEY_TROUBLE : TROUBLE) : null,
      damage: this.state === "damaged" ? this.damage : null,
      last_login: this.lastLogin,
      warning: this.warning,
    };
  }

  status = () => this.answer(() => this.show());

  createDirectory: Host["createDirectory"] = (request) =>
    this.answer(() => {
      if (request.password.length < 8) {
        refuse("password_rejected", "The password is too short.", "Use at least 8 characters.");
      }
      const team = emptyTeam();
      team.users.push({ ...ROOT, login: request.superuser, password: request.password });
      this.directory = new FakeDirectory(team, request.team, request.key_location);
      this.directory.signIn(request.superuser, request.password);
      this.state = "signed_in";
      return this.show();
    });

  openDirectory: Host["openDirectory"] = ({ passphrase }) =>
    this.answer(() => {
      if (passphrase !== "correct horse") refuse("wrong_passphrase", "This is not the passphrase.", "Try again.");
      this.state = "signed_out";
      return this.show();
    });

  repair = () =>
    this.answer(() => {
      if (this.state !== "damaged") refuse("rule_violated", "the directory opens; there is nothing to repair");
      this.state = "signed_out";
      return {
        given_up: ["what came after entry 1203 was given up"],
        backup: DAMAGE.backups[0],
        replaced: `${FOLDER}/replaced-1`,
      };
    });

  restore: Host["restore"] = (request) =>
    this.answer(() => {
      const backup = this.directory.backups.open(request);
      if (request.key_location === "passphrase_file" && (request.key_passphrase ?? "").length < 8) {
        refuse("password_rejected", "the passphrase is shorter than 8 characters", "a few words are a good one");
      }
      const replaced = this.state === "absent" ? null : `${FOLDER}/replaced-1`;
      this.directory = new FakeDirectory(fakeTeam(backup.users - 1), backup.team, request.key_location);
      this.directory.settle();
      this.isKeyMissing = false;
      this.state = request.key_location === "passphrase_file" ? "passphrase_needed" : "signed_out";
      return { backup, replaced };
    });

  restoreKey: Host["restoreKey"] = ({ one, other, key_location }) =>
    this.answer(() => {
      const words = (share: string) => share.trim().split(/\s+/);
      const short = [one, other].map(words).find((share) => share.length !== 33);
      if (short) {
        refuse(
          "share_rejected",
          `a share has 33 words, not ${short.length}; nothing was changed`,
          "compare with the paper, word by word; each has a number there",
        );
      }
      this.directory.keyLocation = key_location;
      this.isKeyMissing = false;
      this.state = "signed_out";
      return this.show();
    });

  signIn: Host["signIn"] = ({ login, password }) =>
    this.answer(() => {
      this.directory.signIn(login, password);
      this.state = "signed_in";
      this.lastLogin = login;
      return this.show();
    });

  signOut = () =>
    this.answer(() => {
      this.directory.actor = null;
      this.state = "signed_out";
      return this.show();
    });

  lock = () =>
    this.answer(() => {
      this.state = "locked";
      return this.show();
    });

  unlock: Host["unlock"] = ({ password }) =>
    this.answer(() => {
      if (this.directory.actor?.password !== password) refuse("wrong_credentials", "The password is wrong.");
      this.state = "signed_in";
      return this.show();
    });

  call: Host["call"] = async (command, request) => (await this.act(command, request)).response;

  act: Host["act"] = (command, request) =>
    this.answer(() => {
      if (this.state === "locked") refuse("locked", "The window is locked.");
      const response = this.directory.perform(command, request);
      if (isReading(command)) return { response, event: null, notes: [] };
      const event = this.directory.trail.last;
      this.directory.users.forgetList();
      for (const listener of this.listeners) listener();
      return { response, event, notes: [] };
    });

  pickOpenFile = () => this.answer(() => this.pickedFile);
  pickSaveFile = (suggestedName: string) => this.answer(() => `/home/admin/${suggestedName}`);

  pickFolder = () => this.answer(() => "/media/admin/backups");

  onChanged(listener: () => void) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

/**
 * `?people=100000&state=absent&keychain=no&as=ada&delay=300&doctor=lost&backups=none&trail=edited&behind=9000`,
 * `?state=damaged&key=missing`
 */
export function fakeHostFromUrl(search: string): Host {
  const asked = new URLSearchParams(search);
  return new FakeHost({
    people: Number(asked.get("people") ?? 60),
    state: (asked.get("state") ?? "signed_in") as HomeState,
    keychain: asked.get("keychain") !== "no",
    as: asked.get("as") ?? "root",
    delay_ms: Number(asked.get("delay") ?? 0),
    doctor: (asked.get("doctor") ?? undefined) as FakeOptions["doctor"],
    backups: (asked.get("backups") ?? undefined) as FakeOptions["backups"],
    clock_behind_secs: Number(asked.get("behind") ?? 0),
    backup_problem: asked.get("problem") ?? undefined,
    warning: asked.get("warning") ?? undefined,
    isTrailEdited: asked.get("trail") === "edited",
    isKeyMissing: asked.get("key") === "missing",
  });
}
