// Made from the command list by `cargo xtask bindings`. Do not edit.

/**
 * Ends one of the caller's own sessions or token families, or all but the session that asks.
 */
export type AccountEndSessionRequest = { 
/**
 * One session or token family; all others than the session that asks, if absent.
 */
session?: string | null, };

/**
 * One field before and after. For lists, the removed and the added members; for secrets, only that they were set.
 */
export type AuditChange = { 
/**
 * The name of the field.
 */
field: string, 
/**
 * The old value; empty for none.
 */
before: string, 
/**
 * The new value; empty for none.
 */
after: string, };

/**
 * Asks whether anything up to an earlier end was changed.
 */
export type AuditCheckRequest = { 
/**
 * A code from `audit.head`; case and the characters between the words do not matter.
 */
code: string, };

/**
 * Whether the trail is unchanged up to the event of the code.
 */
export type AuditCheckResponse = { 
/**
 * Whether nothing up to `number` was changed.
 */
holds: boolean, 
/**
 * The event of the code.
 */
number: number, 
/**
 * The result in words.
 */
what: string, 
/**
 * A possible reason if it was changed.
 */
hint?: string | null, };

/**
 * One condition of an event: what the field of the filter with the same name says.
 */
export type AuditCondition = { "actor": string } | { "target": string } | { "command": string } | { "outcome": AuditOutcome } | { "from": string } | { "to": string } | { "text": string };

/**
 * Writes events to a file, the oldest first; or returns them in the answer.
 */
export type AuditExportRequest = { 
/**
 * Absolute path of the file; if absent, the answer contains the events, fewer of them.
 */
path?: FilePath | null, 
/**
 * The format of the file.
 */
format: AuditFormat, 
/**
 * The filter.
 */
filter?: AuditFilter | null, 
/**
 * The first number: the `next` of the previous file.
 */
start?: number | null, 
/**
 * Whether an existing file may be replaced.
 */
replace?: boolean, 
/**
 * Whether this continues an earlier export, so that a table needs no head.
 */
goes_on?: boolean, };

/**
 * The exported events.
 */
export type AuditExportResponse = { 
/**
 * The path of the file.
 */
path?: string | null, 
/**
 * The contents of the file, if no path was given.
 */
contents?: string | null, 
/**
 * The number of events.
 */
events: number, 
/**
 * The size in bytes.
 */
bytes: number, 
/**
 * The value for `start` to go on, if one file could not contain all events.
 */
next?: number | null, };

/**
 * The kinds of faults in the trail.
 */
export type AuditFault = "edited" | "missing" | "misplaced" | "cut_tail" | "beyond_head" | "head_missing";

/**
 * A filter for events. Absent and empty fields do not filter; unknown values are refused.
 */
export type AuditFilter = { 
/**
 * The actor: username, also a former one, or identifier; `nobody` for events without a signed-in actor.
 */
actor?: string | null, 
/**
 * A target: name, also a former one, or identifier of a user, group, permission, app or file.
 */
target?: string | null, 
/**
 * The command, or how it starts: `user.`, `group.add`.
 */
command?: string | null, 
/**
 * The outcome.
 */
outcome?: AuditOutcome | null, 
/**
 * From this time on.
 */
from?: string | null, 
/**
 * Before this time.
 */
to?: string | null, 
/**
 * Text anywhere in the event.
 */
text?: string | null, 
/**
 * Further conditions, all of which must hold.
 */
also?: Array<AuditCondition>, 
/**
 * Leaves out the events for which any of these holds.
 */
without?: Array<AuditCondition>, };

/**
 * The first fault in the trail.
 */
export type AuditFinding = { 
/**
 * The number of the event.
 */
number: number, 
/**
 * The kind of fault.
 */
fault: AuditFault, 
/**
 * The fault in words.
 */
what: string, };

/**
 * A format for exported events.
 */
export type AuditFormat = "json_lines" | "csv";

/**
 * The end of the trail, to be kept elsewhere.
 */
export type AuditHeadResponse = { 
/**
 * The number of the last event.
 */
number: number, 
/**
 * The event's number and nine words for its fingerprint, to write down or read aloud. Contains no secret.
 */
code: string, 
/**
 * When the code was made.
 */
at: string, };

/**
 * Sets how long events are kept.
 */
export type AuditKeepRequest = { 
/**
 * After how many days events are removed automatically, at least 30; never if absent.
 */
days?: number | null, };

/**
 * How long events are kept.
 */
export type AuditKeepResponse = { 
/**
 * After how many days events are removed automatically; never if absent.
 */
days?: number | null, };

/**
 * Asks for events, the newest first.
 */
export type AuditListRequest = { 
/**
 * The filter.
 */
filter: AuditFilter, 
/**
 * Only events with a smaller number: the `next` of the page before.
 */
before?: number | null, 
/**
 * The most events to return; 100 when absent.
 */
limit?: number | null, };

/**
 * Events, the newest first.
 */
export type AuditListResponse = { 
/**
 * The events.
 */
rows: Array<AuditRow>, 
/**
 * The value for `before` to go on; absent at the beginning of the trail. With a filter there can be fewer rows
 * than asked for, or none, and still a `next`: one request looks through a limited number of events.
 */
next?: number | null, 
/**
 * How many events were looked through.
 */
scanned: number, 
/**
 * The number of the first event that is kept.
 */
first: number, 
/**
 * The number of the last event.
 */
last: number, };

/**
 * How a command ended.
 */
export type AuditOutcome = "done" | "refused";

/**
 * Removes old events.
 */
export type AuditPruneRequest = { 
/**
 * Removes events older than this many days; at least 30.
 */
older_than_days: number, };

/**
 * The removed events.
 */
export type AuditPruneResponse = { 
/**
 * The number of events.
 */
pruned: number, 
/**
 * The number of the first event that is kept.
 */
first: number, 
/**
 * The code of the last removed event: it proves later that a kept export is unchanged up to there.
 */
code?: string | null, };

/**
 * One event.
 */
export type AuditRow = { 
/**
 * Its number in the trail, which has no gaps.
 */
number: number, 
/**
 * The event cannot be read, and `audit.verify` says why. All other fields are meaningless then.
 */
is_unreadable: boolean, 
/**
 * The time of the event.
 */
at: string, 
/**
 * The actor's identifier; absent if no one was signed in, and for the creator of the directory.
 */
actor_id?: string | null, 
/**
 * The actor's username at that time; empty if no one was signed in.
 */
actor_name: string, 
/**
 * Where the command came from.
 */
via: AuditVia, 
/**
 * The command, for example `group.add_member`.
 */
command: string, 
/**
 * The targets of the command first, then whatever else it changed.
 */
targets: Array<AuditTarget>, 
/**
 * The number of further targets.
 */
more_targets: number, 
/**
 * What the command did or tried, in words without the actor: `disabled ada`, `tried to disable ada`.
 */
words: string, 
/**
 * What the words leave out; for a refusal, why it was refused.
 */
detail: string, 
/**
 * How it ended.
 */
outcome: AuditOutcome, 
/**
 * Why it was refused: the reason of the error, for example `import.collision`.
 */
reason?: string | null, 
/**
 * How often it was refused: the same refusal many times within a minute is one event.
 */
times: number, 
/**
 * Whether the window can offer `undo.apply` for it.
 */
undoable: boolean, 
/**
 * Why it cannot be undone, if it changed something.
 */
not_undoable_because?: string | null, 
/**
 * The event that undid it.
 */
undone_by?: number | null, 
/**
 * The event that it undoes.
 */
undoes?: number | null, };

/**
 * What an event is about.
 */
export type AuditTarget = { 
/**
 * Its kind.
 */
kind: AuditTargetKind, 
/**
 * Its identifier; empty if it has none.
 */
id: string, 
/**
 * Its name at that time.
 */
name: string, 
/**
 * Its changed fields.
 */
changes: Array<AuditChange>, };

/**
 * The kinds of targets.
 */
export type AuditTargetKind = "directory" | "user" | "group" | "permission" | "client" | "key" | "session" | "token_family" | "file" | "trail";

/**
 * Asks for everything that an event was about.
 */
export type AuditTargetsRequest = { 
/**
 * The number of the event.
 */
event: number, 
/**
 * The page.
 */
page: Page, };

/**
 * A page of what an event was about.
 */
export type AuditTargetsResponse = { 
/**
 * The number of people and things that the event was about. Of a large event of an earlier version only the first are
 * known.
 */
total: number, 
/**
 * The targets on the page: the first 100 with their changed fields, further ones without.
 */
targets: Array<AuditTarget>, };

/**
 * Whether the trail is unchanged.
 */
export type AuditVerifyResponse = { 
/**
 * Whether the whole trail is unchanged.
 */
is_intact: boolean, 
/**
 * The number of unchanged events, from the first on.
 */
events: number, 
/**
 * The number of the first event that is kept.
 */
first: number, 
/**
 * The number of the last event.
 */
last: number, 
/**
 * The fault, if there is one.
 */
finding?: AuditFinding | null, };

/**
 * Where a command came from.
 */
export type AuditVia = "setup" | "window" | "command_line" | "control_socket" | "itself";

/**
 * Makes a backup, encrypted with a passphrase or for recipients.
 */
export type BackupCreateRequest = { 
/**
 * The file to write.
 */
path: FilePath, 
/**
 * Whether an existing file may be replaced.
 */
replace?: boolean, 
/**
 * The passphrase that opens the backup.
 */
passphrase?: WireSecret | null, 
/**
 * age public keys (`age1...`), instead of a passphrase.
 */
recipients?: Array<string>, };

/**
 * A backup that was made.
 */
export type BackupCreateResponse = { 
/**
 * The file.
 */
path: string, 
/**
 * Its contents.
 */
backup: BackupRow, 
/**
 * How long it took.
 */
took_ms: number, };

/**
 * A backup that was made or rehearsed.
 */
export type BackupNoteRow = { 
/**
 * The time.
 */
at: string, 
/**
 * Its file, if it is still there: it may have been removed, or be on a disk that is not at hand.
 */
path?: string | null, };

/**
 * The contents of a backup in figures.
 */
export type BackupRow = { 
/**
 * The identifier of its directory.
 */
directory: string, 
/**
 * The team's name.
 */
team: string, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * People, including deleted ones.
 */
users: number, 
/**
 * Groups.
 */
groups: number, 
/**
 * Local apps.
 */
clients: number, 
/**
 * Records of every kind.
 */
records: number, 
/**
 * Size of the file.
 */
bytes: number, };

/**
 * Schedules automatic backups, which a process that stays makes: the window, or `portreeve serve`. The first is made
 * at once.
 */
export type BackupScheduleRequest = { 
/**
 * An existing folder.
 */
folder: FilePath, 
/**
 * The interval in days.
 */
every_days: number, 
/**
 * The number of backups to keep; older ones are removed.
 */
keep: number, 
/**
 * The passphrase, which the directory stores encrypted.
 */
passphrase?: WireSecret | null, 
/**
 * age public keys (`age1...`), instead of a passphrase.
 */
recipients?: Array<string>, };

/**
 * The schedule of automatic backups.
 */
export type BackupScheduleRow = { 
/**
 * The folder for the backups.
 */
folder: string, 
/**
 * The interval in days.
 */
every_days: number, 
/**
 * The number of backups to keep.
 */
keep: number, 
/**
 * When the last one was made.
 */
last_at: string, 
/**
 * The public keys of the recipients; empty for a passphrase.
 */
recipients: Array<string>, };

/**
 * The state of backups.
 */
export type BackupStatusResponse = { 
/**
 * The last one made.
 */
made?: BackupNoteRow | null, 
/**
 * The last one rehearsed.
 */
rehearsed?: BackupNoteRow | null, 
/**
 * The schedule.
 */
schedule?: BackupScheduleRow | null, 
/**
 * Why the last scheduled backup failed.
 */
problem?: string | null, 
/**
 * Whether there was no backup for thirty days, or the schedule is late.
 */
is_backup_due: boolean, 
/**
 * Whether there was no rehearsal for thirty days.
 */
is_rehearsal_due: boolean, };

/**
 * Rehearses a backup: restores it into memory and tests it.
 */
export type BackupVerifyRequest = { 
/**
 * The backup.
 */
path: FilePath, 
/**
 * Its passphrase.
 */
passphrase?: WireSecret | null, 
/**
 * The text of an age identity file, instead of a passphrase.
 */
identity?: WireSecret | null, };

/**
 * A backup that works.
 */
export type BackupVerifyResponse = { 
/**
 * The restored contents; the same as when it was made.
 */
backup: BackupRow, 
/**
 * How many keys and shared secrets signed a token that was then verified.
 */
keys: number, 
/**
 * Whether it is a backup of this directory, which then remembers the rehearsal.
 */
is_of_this_directory: boolean, 
/**
 * Why this directory does not remember the rehearsal of its own backup: it does not open, or does not exist.
 */
not_remembered_because?: string | null, };

/**
 * Adds a local app.
 */
export type ClientCreateRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * The `aud` of its tokens; the name when absent.
 */
audience?: string | null, 
/**
 * `RS256` when absent.
 */
algorithm?: string | null, 
/**
 * Lifetime of an access token, in seconds; 600 when absent.
 */
access_secs?: number | null, 
/**
 * Lifetime of a refresh-token family, in seconds; 14 days when absent.
 */
refresh_secs?: number | null, };

/**
 * An exported config.
 */
export type ClientExportRow = { 
/**
 * When it was exported.
 */
at: string, 
/**
 * The preset's `id`.
 */
preset: string, 
/**
 * The file; absent if it went to standard output, or if the caller cannot export configs.
 */
path?: string | null, 
/**
 * Whether an app with this config accepts the tokens that are issued now.
 */
is_current: boolean, 
/**
 * What has changed since, if it does not.
 */
outdated?: ExportOutdated | null, };

/**
 * All local apps.
 */
export type ClientListResponse = { 
/**
 * The apps, sorted by name.
 */
clients: Array<ClientRow>, };

/**
 * A request about one local app.
 */
export type ClientRequest = { 
/**
 * Name or identifier.
 */
client: string, };

/**
 * One local app.
 */
export type ClientRow = { 
/**
 * The identifier, also the `client_id` claim.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The one `aud` of its tokens.
 */
audience: string, 
/**
 * `RS256`, `ES256`, `EdDSA` or `HS256`.
 */
algorithm: string, 
/**
 * Lifetime of an access token, in seconds.
 */
access_secs: number, 
/**
 * Lifetime of a refresh-token family, in seconds.
 */
refresh_secs: number, 
/**
 * The `iss` of its tokens.
 */
issuer: string, 
/**
 * The `kid` of its tokens; absent for HS256.
 */
key_id: string | null, 
/**
 * When it was added.
 */
created_at: string, 
/**
 * Its exported configs, the newest first; of each file only the last.
 */
exports: Array<ClientExportRow>, 
/**
 * How many of them still fit: a change of algorithm, audience, key or secret breaks these.
 */
current_exports: number, };

/**
 * Changes a local app; absent fields stay.
 */
export type ClientUpdateRequest = { 
/**
 * The app: name or identifier.
 */
client: string, 
/**
 * New name.
 */
name?: string | null, 
/**
 * New audience.
 */
audience?: string | null, 
/**
 * New algorithm. Newly exported configs refuse tokens signed with the old one.
 */
algorithm?: string | null, 
/**
 * Lifetime of an access token, in seconds.
 */
access_secs?: number | null, 
/**
 * Lifetime of a refresh-token family, in seconds.
 */
refresh_secs?: number | null, };

/**
 * The time that commands use.
 */
export type ClockResponse = { 
/**
 * The time that commands use.
 */
now: string, 
/**
 * How far the computer's clock is behind that, in seconds, if it has jumped back.
 */
behind_secs?: number | null, };

/**
 * A refusal: what happened, what was kept, and what to do next.
 */
export type CommandError = { 
/**
 * For programs: what kind of thing went wrong. A closed set.
 */
class: ErrorClass, 
/**
 * For programs: the exact cause, for example `import.collision`, or the name of the class if none is given. An
 * open set: a program that does not know a reason acts on the class.
 */
reason: string, 
/**
 * For people: what happened and what was kept.
 */
message: string, 
/**
 * For people: what to do next.
 */
hint?: string, 
/**
 * For people at the command line: what to do there beside that, such as an option. The window does not show it.
 */
cli_hint?: string, 
/**
 * Further findings, if there are several.
 */
details?: Array<string> | null, };

/**
 * Writes a config to a file, whole or not at all, readable by its owner only; or returns it in the answer.
 */
export type ConfigExportRequest = { 
/**
 * The app: name or identifier.
 */
client: string, 
/**
 * The preset's `id`.
 */
preset: string, 
/**
 * Absolute path of the file; if absent, the answer contains the config.
 */
path?: FilePath | null, 
/**
 * Whether an existing file may be replaced.
 */
replace?: boolean, 
/**
 * Whether to refuse a config with a secret, because others may see the place where it will be shown.
 */
without_secret?: boolean, };

/**
 * The exported config.
 */
export type ConfigExportResponse = { 
/**
 * The path of the file.
 */
path?: string | null, 
/**
 * The config, if no path was given.
 */
contents?: WireSecret | null, 
/**
 * The size in bytes.
 */
bytes: number, 
/**
 * Whether it contains a secret.
 */
holds_secret: boolean, 
/**
 * What to know before using it.
 */
note: string, };

/**
 * Asks for the text of a config.
 */
export type ConfigRequest = { 
/**
 * The app: name or identifier.
 */
client: string, 
/**
 * The preset's `id`.
 */
preset: string, };

/**
 * The text of a config, with a shared secret masked.
 */
export type ConfigResponse = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether the real file contains a secret.
 */
holds_secret: boolean, 
/**
 * The usual file name.
 */
file_name: string, };

/**
 * Tests a saved config: whether an app with this file accepts a token about the caller. The token lives for a minute and
 * is given to nobody; no refresh token is made.
 */
export type ConfigTestRequest = { 
/**
 * The app: name or identifier.
 */
client: string, 
/**
 * Absolute path of the saved config.
 */
path: FilePath, };

/**
 * The result of the test.
 */
export type ConfigTestResponse = { 
/**
 * The file.
 */
path: string, 
/**
 * Whether the token was accepted.
 */
is_accepted: boolean, 
/**
 * Why it was not, in words.
 */
problems: Array<string>, 
/**
 * What verified it.
 */
verifier: ConfigVerifier, 
/**
 * The username in the token.
 */
user: string, 
/**
 * The issuer that the file trusts, if the file can be read as a config.
 */
issuer?: string | null, 
/**
 * The audience that the file expects.
 */
audience?: string | null, 
/**
 * The algorithm that the file allows.
 */
algorithm?: string | null, };

/**
 * What can verify a token with a saved config.
 */
export type ConfigVerifier = "portreeve";

/**
 * Creates the directory, its key and its first superuser, and signs them in.
 */
export type CreateDirectoryRequest = { 
/**
 * The team's name.
 */
team: string, 
/**
 * Username of the first superuser.
 */
superuser: string, 
/**
 * Their password.
 */
password: WireSecret, 
/**
 * Where to keep the root key.
 */
key_location: KeyLocation, 
/**
 * For a passphrase file: the passphrase.
 */
passphrase?: WireSecret | null, };

/**
 * What is wrong with a directory that does not open, what is lost, and what there is to go on from.
 */
export type Damage = { 
/**
 * The faults in the stored data.
 */
findings: Array<DamageFinding>, 
/**
 * Whether it was possible to try how much can be verified; if not, a finding says why.
 */
is_tried: boolean, 
/**
 * The latest state that can be verified, to which a repair would go.
 */
proven?: Proven | null, 
/**
 * How many later entries of the journal were written, as far as known, and cannot be verified. There may be more.
 * Absent if none is known.
 */
lost_entries?: number | null, 
/**
 * Known backups that exist and are as large as when they were made, the newest first. Only its passphrase or
 * identity can tell whether one opens.
 */
backups: Array<KnownBackup>, 
/**
 * Known backups whose files are missing now, the newest first: they may be on a medium that is not plugged in.
 */
absent_backups?: Array<KnownBackup> | null, 
/**
 * The advice: the way that loses less, or neither way yet.
 */
advice: WayOn, };

/**
 * A fault in stored data.
 */
export type DamageFinding = { 
/**
 * The fault in words, with the name of the file or the number of the entry.
 */
what: string, 
/**
 * What to do about it, if there is something.
 */
hint?: string | null, };

/**
 * The directory in figures.
 */
export type DirectoryResponse = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The team's name.
 */
team: string, 
/**
 * The `iss` of every token.
 */
issuer: string, 
/**
 * People, without deleted ones.
 */
users: number, 
/**
 * People who can sign in.
 */
active_users: number, 
/**
 * Active superusers.
 */
superusers: number, 
/**
 * Groups.
 */
groups: number, 
/**
 * Local apps.
 */
clients: number, 
/**
 * Where the root key is kept: `os_keychain` or `passphrase_file`.
 */
key_location: KeyLocation, 
/**
 * When the directory was created.
 */
created_at: string, 
/**
 * After how many days events are removed automatically; never if absent.
 */
keep_events_days?: number | null, 
/**
 * How far the computer's clock is behind, in seconds, if it has jumped back (`clock.accept`).
 */
clock_behind_secs?: number | null, };

/**
 * A fault in stored data.
 */
export type DoctorFinding = { 
/**
 * The fault in words, with the name of the file or record.
 */
what: string, 
/**
 * What was done about it.
 */
outcome: FindingOutcome, 
/**
 * What to do about it, if there is something.
 */
hint?: string | null, };

/**
 * The result of examining everything stored.
 */
export type DoctorResponse = { 
/**
 * Whether nothing is lost and nothing waits for repair.
 */
is_well: boolean, 
/**
 * All faults found since the directory was opened, and now.
 */
findings: Array<DoctorFinding>, 
/**
 * Why the directory does not open, if it does not.
 */
trouble?: CommandError | null, 
/**
 * What is damaged and lost if the directory does not open, and the ways on.
 */
damage?: Damage | null, };

/**
 * The answer of a performed command.
 */
export type Done<T> = { 
/**
 * The answer itself.
 */
response: T, 
/**
 * The number of its last event, by which it can be undone.
 */
event?: number | null, 
/**
 * The kinds of the records that it has written.
 */
touched: Array<string>, 
/**
 * Notes for the person, each a sentence: a name that is easily mistaken for another, a password that no longer
 * counts.
 */
notes: Array<string>, };

/**
 * What kind of thing went wrong. Add a class only when programs do something different for it.
 */
export type ErrorClass = "invalid_request" | "not_signed_in" | "wrong_credentials" | "forbidden" | "not_found" | "name_taken" | "rule_violated" | "conflict" | "busy" | "locked" | "proof_needed" | "rejected" | "unavailable" | "disk_failed" | "damaged" | "internal" | "cancelled";

/**
 * What has changed since a config was exported.
 */
export type ExportOutdated = "algorithm" | "key" | "audience" | "issuer";

/**
 * A whole path: the process that uses it has a working folder of its own, which the person does not know. `~` is their
 * home folder.
 */
export type FilePath = string;

/**
 * What was done about a fault.
 */
export type FindingOutcome = "healed" | "lost" | "noted";

/**
 * What the sign-in page shows before anyone is signed in.
 */
export type GreetingResponse = { 
/**
 * The team's name.
 */
team: string, 
/**
 * The username of the person who signed in last, if they still can.
 */
last_login: string | null, };

/**
 * Creates a group.
 */
export type GroupCreateRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its permissions, `app.codename`.
 */
permissions: Array<string>, };

/**
 * All groups.
 */
export type GroupListResponse = { 
/**
 * The groups, sorted by name.
 */
groups: Array<GroupRow>, };

/**
 * Adds or removes a member.
 */
export type GroupMemberRequest = { 
/**
 * The group: name or identifier.
 */
group: string, 
/**
 * The user: username or identifier.
 */
user: string, };

/**
 * A group and its new or former member.
 */
export type GroupMemberResponse = { 
/**
 * The person.
 */
user: UserRef, 
/**
 * The identifier.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * People who are direct members.
 */
direct_members: number, 
/**
 * Its own permissions, `app.codename`.
 */
permissions: Array<string>, 
/**
 * Groups it belongs to.
 */
parents: Array<GroupRef>, 
/**
 * Groups that belong to it.
 */
children: Array<GroupRef>, 
/**
 * Permissions from its parents, `app.codename`.
 */
inherited: Array<string>, 
/**
 * People who can add others to it without being in it.
 */
managers: Array<UserRef>, };

/**
 * Adds or removes a parent group.
 */
export type GroupParentRequest = { 
/**
 * The child group.
 */
group: string, 
/**
 * The parent group.
 */
parent: string, };

/**
 * Grants or revokes a permission.
 */
export type GroupPermissionRequest = { 
/**
 * The group: name or identifier.
 */
group: string, 
/**
 * `app.codename`.
 */
permission: string, };

/**
 * A reference to a group.
 */
export type GroupRef = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The name.
 */
name: string, };

/**
 * Renames a group.
 */
export type GroupRenameRequest = { 
/**
 * The group: name or identifier.
 */
group: string, 
/**
 * The new name.
 */
name: string, };

/**
 * A request about one group.
 */
export type GroupRequest = { 
/**
 * Name or identifier.
 */
group: string, };

/**
 * One group.
 */
export type GroupRow = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * People who are direct members.
 */
direct_members: number, 
/**
 * Its own permissions, `app.codename`.
 */
permissions: Array<string>, 
/**
 * Groups it belongs to.
 */
parents: Array<GroupRef>, 
/**
 * Groups that belong to it.
 */
children: Array<GroupRef>, 
/**
 * Permissions from its parents, `app.codename`.
 */
inherited: Array<string>, 
/**
 * People who can add others to it without being in it.
 */
managers: Array<UserRef>, };

/**
 * How far the directory is open.
 */
export type HomeState = "absent" | "passphrase_needed" | "keychain_needed" | "damaged" | "signed_out" | "locked" | "signed_in";

/**
 * What the window needs to know first.
 */
export type HomeStatus = { 
/**
 * How far the directory is open.
 */
state: HomeState, 
/**
 * The folder of the directory.
 */
folder: string, 
/**
 * The team's name, once the directory is open.
 */
team?: string | null, 
/**
 * Where the root key is kept, once there is one.
 */
key_location?: KeyLocation | null, 
/**
 * Whether an OS keychain can be reached, if the person has to choose a place for a key.
 */
keychain_available: boolean, 
/**
 * Whether the key is missing from its place, or unusable there. Two shares of a recovery kit restore it, and
 * nothing is lost. A keychain may have to be unlocked first.
 */
is_key_missing: boolean, 
/**
 * The signed-in person; also while locked, so that only the password is asked for.
 */
me?: MeResponse | null, 
/**
 * Why it does not open, if it needs a repair.
 */
trouble?: CommandError | null, 
/**
 * What is damaged and lost if the directory does not open, and the ways on.
 */
damage?: Damage | null, 
/**
 * The username to suggest at sign-in: the last one in this window, or else in the directory.
 */
last_login?: string | null, 
/**
 * A problem with the directory's folder.
 */
warning?: string | null, };

/**
 * Signs in.
 */
export type HostSignInRequest = { 
/**
 * The username.
 */
login: string, 
/**
 * Password.
 */
password: WireSecret, };

/**
 * What happens to one user or group.
 */
export type ImportAction = "create" | "update" | "same";

/**
 * A person, a group or something else that cannot be imported as it is.
 */
export type ImportHeld = { 
/**
 * `user`, `group`, `permission`, or `object` for anything else.
 */
kind: string, 
/**
 * Its name in the file.
 */
name: string, 
/**
 * The number of its object in the file.
 */
place: number, 
/**
 * Its primary key in the file.
 */
key?: string | null, 
/**
 * For a user: whether they can sign in.
 */
is_active: boolean, 
/**
 * For a user: when they last signed in.
 */
last_sign_in_at?: string | null, 
/**
 * The reason.
 */
why: string, };

/**
 * A list of people by name.
 */
export type ImportNames = { 
/**
 * The first names.
 */
names: Array<string>, 
/**
 * The number of all.
 */
count: number, };

/**
 * Another name for a person or a group in the file.
 */
export type ImportRename = { 
/**
 * The name in the file, or `#` and the number of the object.
 */
old: string, 
/**
 * The name here; absent to leave it out.
 */
new?: string | null, };

/**
 * Imports a file of another program.
 */
export type ImportRequest = { 
/**
 * Absolute path of the file.
 */
path: FilePath, 
/**
 * The importer that reads it; `django` when absent.
 */
format?: string | null, 
/**
 * Only shows what would happen.
 */
dry_run: boolean, 
/**
 * Imports the rest if some people cannot be imported as they are; otherwise nothing is imported then.
 */
leave_out: boolean, 
/**
 * People who get another username than in the file.
 */
logins: Array<ImportRename>, 
/**
 * Groups that get another name than in the file.
 */
groups: Array<ImportRename>, 
/**
 * Enables people who are disabled here and active in the file.
 */
enable: boolean, 
/**
 * The zone for times without one, such as `Europe/Berlin`; UTC when absent.
 */
time_zone?: string | null, 
/**
 * The user model, such as `accounts.user`; found automatically when absent.
 */
user_model?: string | null, 
/**
 * The field with the username, if it is neither `username` nor `email`.
 */
login_field?: string | null, };

/**
 * What an import did, or would do.
 */
export type ImportResponse = { 
/**
 * Whether it was a dry run, which changes nothing.
 */
dry_run: boolean, 
/**
 * The number of new users.
 */
users_created: number, 
/**
 * The number of changed users.
 */
users_updated: number, 
/**
 * The number of unchanged users.
 */
users_same: number, 
/**
 * The number of new groups.
 */
groups_created: number, 
/**
 * The number of changed groups.
 */
groups_updated: number, 
/**
 * The number of unchanged groups.
 */
groups_same: number, 
/**
 * New users who are superusers, and users who become superusers.
 */
superusers: ImportNames, 
/**
 * New users who are staff, and users who become staff.
 */
staff: ImportNames, 
/**
 * The number of new permissions.
 */
permissions_created: number, 
/**
 * New users without a usable password.
 */
without_password: number, 
/**
 * Users in the file who are deleted here, and stay deleted.
 */
stay_deleted: number, 
/**
 * Users whose password is re-hashed at their next sign-in.
 */
to_rehash: number, 
/**
 * Skipped data, by model.
 */
skipped: Array<ImportSkipped>, 
/**
 * Users who are disabled here and active in the file, and stay disabled.
 */
stay_disabled: ImportNames, 
/**
 * Users who were deleted by undoing an import, and are restored.
 */
brought_back: ImportNames, 
/**
 * Users here who are not in the file. Reported only for a second import.
 */
not_in_file: ImportNames, 
/**
 * The first users and groups that cannot be imported as they are. They are left out, or nothing is imported.
 */
held: Array<ImportHeld>, 
/**
 * The number of all of them.
 */
held_count: number, 
/**
 * Values that are read differently from how they are written, a sentence each.
 */
notes: Array<string>, 
/**
 * Possible login fields, if a person has no username.
 */
login_fields: Array<string>, 
/**
 * Whether `undo` can undo the import.
 */
can_undo: boolean, 
/**
 * The first users and groups: who becomes superuser or staff, then what changes, then what is new, then what stays
 * the same.
 */
rows: Array<ImportRow>, 
/**
 * How many have no row.
 */
rows_left: number, };

/**
 * One user or group of the file.
 */
export type ImportRow = { 
/**
 * `user` or `group`.
 */
kind: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What happens to it.
 */
action: ImportAction, 
/**
 * For updates: the fields that change.
 */
changes: Array<string>, 
/**
 * For users: which of `superuser` and `staff` they are by this import and were not before.
 */
gains: Array<string>, };

/**
 * Skipped data of other apps.
 */
export type ImportSkipped = { 
/**
 * The model, for example `people.profile`.
 */
model: string, 
/**
 * The number of objects.
 */
count: number, };

/**
 * Asks for the end of a job.
 */
export type JobCancelRequest = { 
/**
 * The number of the job.
 */
id: number, };

/**
 * What goes on now, the oldest first.
 */
export type JobListResponse = { 
/**
 * The commands that are being performed.
 */
jobs: Array<JobRow>, 
/**
 * Whether the program closes once they have ended.
 */
is_closing: boolean, };

/**
 * How far long work is.
 */
export type JobProgress = { 
/**
 * What it is doing.
 */
stage: JobStage, 
/**
 * How many are done.
 */
done: number, 
/**
 * Of how many; 0 if that is not known.
 */
of: number, 
/**
 * How many seconds are left in this stage, if that can be estimated yet.
 */
left_secs?: number | null, };

/**
 * A command that is being performed.
 */
export type JobRow = { 
/**
 * Its number in this window.
 */
id: number, 
/**
 * The command: `import.people`.
 */
command: string, 
/**
 * How far it is, once it has begun.
 */
progress?: JobProgress | null, 
/**
 * Whether it was cancelled, and is about to end.
 */
is_cancelled: boolean, };

/**
 * What long work is doing. It says what is counted.
 */
export type JobStage = "reading" | "deciding" | "comparing" | "checking" | "verifying" | "writing" | "saving";

/**
 * About the root key and the disk.
 */
export type KeepingFacts = { 
/**
 * When the last recovery kit was made; absent if none was.
 */
recovery_kit_at?: string | null, 
/**
 * Bytes left on the disk of the directory, if that is known.
 */
disk_left?: number | null, 
/**
 * Whether that is less than a gigabyte.
 */
is_disk_low: boolean, };

/**
 * The public keys.
 */
export type KeyListResponse = { 
/**
 * The keys.
 */
keys: Array<KeyRow>, 
/**
 * The same as a JWK Set (RFC 7517).
 */
jwks: { keys: Record<string, unknown>[] }, };

/**
 * Where the root key is kept.
 */
export type KeyLocation = "os_keychain" | "passphrase_file";

/**
 * Moves the root key to another place.
 */
export type KeyMoveRequest = { 
/**
 * The new place.
 */
to: KeyLocation, 
/**
 * For a passphrase file: its passphrase.
 */
passphrase?: WireSecret | null, };

/**
 * The root key was moved.
 */
export type KeyMoveResponse = { 
/**
 * The key's new place.
 */
key_location: KeyLocation, };

/**
 * Replaces signing keys.
 */
export type KeyRotateRequest = { 
/**
 * Only this algorithm; if absent, every algorithm that has a key.
 */
algorithm?: string | null, };

/**
 * The new keys.
 */
export type KeyRotateResponse = { 
/**
 * By algorithm.
 */
keys: Array<KeyRotation>, 
/**
 * The local apps whose exported configs do not contain the new key: they refuse new tokens until their config is
 * exported again.
 */
export_anew: Array<string>, };

/**
 * A new key and the one it replaced.
 */
export type KeyRotation = { 
/**
 * Their algorithm.
 */
algorithm: string, 
/**
 * The new key.
 */
key_id: string, 
/**
 * The replaced key, if there was one.
 */
before_id: string | null, 
/**
 * When the replaced key stops verifying.
 */
before_verifies_until: string, };

/**
 * A signing key, public half.
 */
export type KeyRow = { 
/**
 * `kid`: the RFC 7638 thumbprint.
 */
id: string, 
/**
 * Its algorithm.
 */
algorithm: string, 
/**
 * When it was made.
 */
created_at: string, 
/**
 * Public key, PEM.
 */
pem: string, 
/**
 * When it stops verifying; absent while it signs.
 */
verifies_until: string | null, };

/**
 * A backup of this directory.
 */
export type KnownBackup = { 
/**
 * The file.
 */
path: string, 
/**
 * When it was made: it contains everything up to then.
 */
made_at: string, 
/**
 * The last commit that it contains for certain, if noted.
 */
revision?: number | null, 
/**
 * Size of the file.
 */
bytes: number, };

/**
 * How many people are left out for one reason.
 */
export type LeftOutCount = { 
/**
 * The reason.
 */
why: LeftOutWhy, 
/**
 * How many.
 */
count: number, };

/**
 * Why somebody is left out.
 */
export type LeftOutWhy = "yourself" | "superuser" | "last_superuser" | "no_power" | "not_found" | "impossible";

/**
 * The signed-in user and their rights here.
 */
export type MeResponse = { 
/**
 * The signed-in user.
 */
user: UserRow, 
/**
 * Portreeve's own permissions that they have.
 */
permissions: Array<string>, };

/**
 * What others did, sign-ins aside.
 */
export type News = { 
/**
 * How many events; 0 if the request does not say since when.
 */
count: number, 
/**
 * Whether there may be more: only the newest thousand events are looked at.
 */
is_more: boolean, 
/**
 * The newest of them, at most five.
 */
rows: Array<AuditRow>, 
/**
 * The last event of all: the value for `since` once the caller has looked.
 */
last: number, };

/**
 * An empty request or response.
 */
export type Nothing = Record<symbol, never>;

/**
 * Opens a directory whose key is in a passphrase file.
 */
export type OpenDirectoryRequest = { 
/**
 * The passphrase.
 */
passphrase: WireSecret, };

/**
 * Asks whether all is well, and what is new.
 */
export type OverviewRequest = { 
/**
 * The last event that the caller knows: `news.last` of an earlier answer.
 */
since?: number | null, };

/**
 * What the caller can see of how the directory stands. Parts that they cannot see are absent.
 */
export type OverviewResponse = { 
/**
 * The last backup, the last test of one, and whether either is due.
 */
backups: BackupStatusResponse, 
/**
 * When the oldest key that signs was made; absent if there is none.
 */
oldest_key_at?: string | null, 
/**
 * About passwords, for those who can see people.
 */
passwords?: PasswordFacts | null, 
/**
 * About key and disk, for superusers.
 */
keeping?: KeepingFacts | null, 
/**
 * How many live sessions of windows and terminals nobody has used for an hour, for those who can see sessions. The
 * session that asks is none of them.
 */
unused_sessions?: number | null, 
/**
 * Sign-ins, for those who can see activity.
 */
sign_ins?: SignInFacts | null, 
/**
 * What is new, for those who can see activity.
 */
news?: News | null, };

/**
 * A page of a list: `limit` rows from `offset` on.
 */
export type Page = { 
/**
 * How many rows to skip.
 */
offset: number, 
/**
 * How many rows to return, at most [`PAGE_LIMIT_MAX`].
 */
limit: number, };

/**
 * Whether a password is right.
 */
export type PasswordCheckResponse = { 
/**
 * Whether the user could sign in with it now.
 */
matches: boolean, };

/**
 * About passwords.
 */
export type PasswordFacts = { 
/**
 * People whose password is still stored as it was imported, until they next sign in.
 */
old_hashes: number, 
/**
 * Superusers who can sign in: active, with a password that counts.
 */
superusers: number, };

/**
 * How a password is stored.
 */
export type PasswordInfo = { 
/**
 * Whether there is a password to sign in with.
 */
is_usable: boolean, 
/**
 * For example `Argon2id` or `PBKDF2-SHA256`.
 */
algorithm: string, 
/**
 * Whether the next sign-in brings it up to today's parameters.
 */
needs_rehash: boolean, 
/**
 * Whether it no longer counts, because the person who set it has fewer rights than the account has now.
 */
is_outranked: boolean, 
/**
 * When it was set, if that is known.
 */
changed_at: string | null, };

/**
 * Adds a permission.
 */
export type PermissionAddRequest = { 
/**
 * `app.codename`.
 */
permission: string, 
/**
 * Its label; made from the codename when empty.
 */
label: string, };

/**
 * Every permission the directory knows.
 */
export type PermissionListResponse = { 
/**
 * The permissions, sorted by `app.codename`.
 */
permissions: Array<PermissionRow>, };

/**
 * One permission of a person, and how they come to have it.
 */
export type PermissionPath = { 
/**
 * `app.codename`.
 */
permission: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Each path: the groups from the person's own to the granting one; empty means granted directly.
 */
paths: Array<Array<GroupRef>>, };

/**
 * A permission the directory knows.
 */
export type PermissionRow = { 
/**
 * `app.codename`.
 */
permission: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Groups that grant it.
 */
groups: Array<GroupRef>, 
/**
 * How many users hold it directly.
 */
direct_holders: number, };

/**
 * All presets.
 */
export type PresetListResponse = { 
/**
 * In the order they are offered.
 */
presets: Array<PresetRow>, };

/**
 * A kind of config that can be exported.
 */
export type PresetRow = { 
/**
 * Its name for `--preset`.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * `python` or `javascript`.
 */
language: string, 
/**
 * The usual file name.
 */
file_name: string, 
/**
 * What to know before using it.
 */
note: string, };

/**
 * The latest state that can be verified.
 */
export type Proven = { 
/**
 * Its last entry of the journal.
 */
entry: number, 
/**
 * Its last commit.
 */
revision: number, 
/**
 * The time of its last change.
 */
at?: string | null, };

/**
 * Makes a recovery kit: as three pages in a folder, or in the answer.
 */
export type RecoveryKitRequest = { 
/**
 * An existing folder for the pages; without it the answer contains the shares.
 */
folder?: FilePath | null, 
/**
 * The caller's password, again.
 */
password: WireSecret, };

/**
 * A recovery kit.
 */
export type RecoveryKitResponse = { 
/**
 * Three files to print, distribute and remove; empty if no folder was given.
 */
paths: Array<string>, 
/**
 * The words of the three shares, if no folder was given.
 */
shares: Array<WireSecret>, };

/**
 * The result of a repair.
 */
export type RepairResponse = { 
/**
 * What was lost, in words.
 */
given_up: Array<string>, 
/**
 * The newest known backup, which may have what was lost.
 */
backup?: KnownBackup | null, 
/**
 * Where the damaged directory is kept.
 */
replaced?: string | null, };

/**
 * Restores the root key of this directory from two shares. Served by `host`.
 */
export type RestoreKeyRequest = { 
/**
 * The words of one share.
 */
one: WireSecret, 
/**
 * The words of another.
 */
other: WireSecret, 
/**
 * Where to keep the key from now on.
 */
key_location: KeyLocation, 
/**
 * For a passphrase file: its passphrase.
 */
key_passphrase?: WireSecret | null, };

/**
 * Restores a backup. Everything is checked before anything is changed; no one is signed in afterwards.
 */
export type RestoreRequest = { 
/**
 * The backup.
 */
path: FilePath, 
/**
 * Its passphrase.
 */
passphrase?: WireSecret | null, 
/**
 * The text of an age identity file, instead of a passphrase.
 */
identity?: WireSecret | null, 
/**
 * Where to keep the root key.
 */
key_location: KeyLocation, 
/**
 * For a passphrase file: its passphrase.
 */
key_passphrase?: WireSecret | null, 
/**
 * Whether an existing directory is set aside.
 */
replace: boolean, };

/**
 * The result of a restore.
 */
export type RestoreResponse = { 
/**
 * The restored contents.
 */
backup: BackupRow, 
/**
 * Where the old directory is now.
 */
replaced?: string | null, };

/**
 * The kinds of sign-ins.
 */
export type SessionKind = "window" | "cli" | "token_family";

/**
 * Asks for live sessions.
 */
export type SessionListRequest = { 
/**
 * Only sessions of this user.
 */
user?: string | null, 
/**
 * Only token families for this local app.
 */
client?: string | null, };

/**
 * Live sessions, the most recently used first.
 */
export type SessionListResponse = { 
/**
 * The rows.
 */
sessions: Array<SessionRow>, };

/**
 * Ends one session or family, or all of a user.
 */
export type SessionRevokeRequest = { 
/**
 * One session or token family.
 */
session?: string | null, 
/**
 * All sessions and families of this user.
 */
user?: string | null, };

/**
 * How many were ended.
 */
export type SessionRevokeResponse = { 
/**
 * The number of ended sessions and families.
 */
ended: number, };

/**
 * One session or token family.
 */
export type SessionRow = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The user's identifier.
 */
user_id: string, 
/**
 * The user's username.
 */
login: string, 
/**
 * The user's first and last name.
 */
display_name: string, 
/**
 * Its kind.
 */
kind: SessionKind, 
/**
 * The local app, for token families.
 */
client: string | null, 
/**
 * When it began.
 */
issued_at: string, 
/**
 * When it was last used.
 */
last_seen_at: string, 
/**
 * When it expires.
 */
expires_at: string, 
/**
 * Whether it is the session that asks.
 */
is_current: boolean, };

/**
 * The sign-ins of a day.
 */
export type SignInDay = { 
/**
 * The day in UTC, as `2026-05-03`.
 */
day: string, 
/**
 * How often someone signed in.
 */
done: number, 
/**
 * How often that was refused.
 */
refused: number, };

/**
 * Sign-ins by day.
 */
export type SignInFacts = { 
/**
 * Thirty days, the oldest first and today last.
 */
days: Array<SignInDay>, 
/**
 * Whether there were too many events to count all: then the oldest days lack some.
 */
is_cut: boolean, };

/**
 * Signs in.
 */
export type SignInRequest = { 
/**
 * Username.
 */
login: string, 
/**
 * Password.
 */
password: WireSecret, 
/**
 * `window` or `cli`.
 */
kind: SessionKind, };

/**
 * A new session. The token stays with the process that asked; the window never sees it.
 */
export type SignInResponse = { 
/**
 * The token of the session.
 */
token: WireSecret, 
/**
 * The user who signed in.
 */
user: UserRow, };

/**
 * How often tokens were refreshed on a day.
 */
export type TokenActivityDay = { 
/**
 * The day in UTC, as `2026-05-03`.
 */
day: string, 
/**
 * How often tokens were refreshed.
 */
refreshed: number, };

/**
 * Asks how often tokens were refreshed.
 */
export type TokenActivityRequest = { 
/**
 * Only this user's.
 */
user?: string | null, 
/**
 * Only for this app.
 */
client?: string | null, 
/**
 * The page of the list; the first rows when absent.
 */
page?: Page | null, };

/**
 * How often tokens were refreshed: every success is counted, and leaves no event in the trail.
 */
export type TokenActivityResponse = { 
/**
 * The current day in UTC.
 */
today: string, 
/**
 * The counts by user, app and day: the newest day first, and within a day the latest refresh first.
 */
rows: Array<TokenActivityRow>, 
/**
 * How many rows there are in all.
 */
total: number, 
/**
 * The counts of all rows by day, the newest first. A day without a refresh is left out.
 */
days: Array<TokenActivityDay>, };

/**
 * How often a user's tokens for an app were refreshed on a day.
 */
export type TokenActivityRow = { 
/**
 * The day in UTC, as `2026-05-03`.
 */
day: string, 
/**
 * The user's identifier.
 */
user_id: string, 
/**
 * The user's username.
 */
login: string, 
/**
 * The user's first and last name.
 */
display_name: string, 
/**
 * The app's name; absent if the app was deleted, or if the caller cannot see apps.
 */
client: string | null, 
/**
 * How often tokens were refreshed.
 */
refreshed: number, 
/**
 * When first on that day.
 */
first_at: string, 
/**
 * When last on that day.
 */
last_at: string, };

/**
 * A token to inspect.
 */
export type TokenInspectRequest = { 
/**
 * The token.
 */
token: WireSecret, };

/**
 * The contents of a token, and whether it is valid.
 */
export type TokenInspectResponse = { 
/**
 * Whether an app with a current config accepts it now.
 */
is_valid: boolean, 
/**
 * Whether the text is a token at all; otherwise header and claims are empty, and the problem says why.
 */
is_token: boolean, 
/**
 * Everything that is wrong with it, in words.
 */
problems: Array<string>, 
/**
 * The JOSE header, unverified.
 */
header: Record<string, unknown>, 
/**
 * The claims, unverified.
 */
claims: Record<string, unknown>, 
/**
 * The local app it is for, if known.
 */
client: string | null, 
/**
 * The username of its user, if known.
 */
user: string | null, 
/**
 * How far the computer's clock is behind, in seconds, if apps that use it do not accept the token yet.
 */
clock_behind_secs: number | null, };

/**
 * The contents of a token if it were issued now.
 */
export type TokenPreviewResponse = { 
/**
 * The JOSE header.
 */
header: Record<string, unknown>, 
/**
 * The claims.
 */
claims: Record<string, unknown>, 
/**
 * Size of the encoded token, in bytes.
 */
bytes: number, };

/**
 * Exchanges a refresh token for the next pair.
 */
export type TokenRefreshRequest = { 
/**
 * The refresh token.
 */
refresh_token: WireSecret, };

/**
 * Asks for a token, or for a preview of one.
 */
export type TokenRequest = { 
/**
 * The app: name or identifier.
 */
client: string, 
/**
 * The user: username or identifier.
 */
user: string, };

/**
 * The token response of RFC 6749 section 5.1.
 */
export type TokenResponse = { 
/**
 * A JWT (RFC 9068).
 */
access_token: WireSecret, 
/**
 * The refresh token, which is opaque and valid once.
 */
refresh_token: WireSecret, 
/**
 * Always `Bearer`.
 */
token_type: string, 
/**
 * Lifetime of the access token, in seconds.
 */
expires_in: number, 
/**
 * How far the computer's clock is behind, in seconds, if apps that use it do not accept the token yet.
 */
clock_behind_secs: number | null, };

/**
 * The preview of an undo.
 */
export type UndoPreview = { 
/**
 * The number of the event.
 */
event: number, 
/**
 * The command of the event.
 */
command: string, 
/**
 * The time of the event.
 */
at: string, 
/**
 * The actor's username at that time.
 */
actor_name: string, 
/**
 * What the event did, in words.
 */
detail: string, 
/**
 * Whether the caller can undo it now.
 */
is_possible: boolean, 
/**
 * Why the caller cannot undo it.
 */
why_not?: string | null, 
/**
 * What to do instead, or first.
 */
hint?: string | null, 
/**
 * What the undo would change: the first 1,000.
 */
changes: Array<AuditTarget>, 
/**
 * The number of further people and things that it would change.
 */
more_changes: number, 
/**
 * What would still differ from before.
 */
notes: Array<string>, };

/**
 * A request about an event to undo.
 */
export type UndoRequest = { 
/**
 * The number of the event; the caller's last change when absent.
 */
event?: number | null, };

/**
 * The result of an undo.
 */
export type UndoResponse = { 
/**
 * The undone event.
 */
event: number, 
/**
 * What it did, in words.
 */
detail: string, 
/**
 * What the undo changed: the first 1,000.
 */
changes: Array<AuditTarget>, 
/**
 * The number of further people and things that it changed.
 */
more_changes: number, 
/**
 * What still differs from before.
 */
notes: Array<string>, };

/**
 * Unlocks the window for the caller who is signed in.
 */
export type UnlockRequest = { 
/**
 * Their password.
 */
password: WireSecret, };

/**
 * What is done to many people at once. Each is allowed to those who can do it to one person.
 */
export type UserAct = { "kind": "disable" } | { "kind": "enable" } | { "kind": "delete" } | { "kind": "restore" } | { "kind": "set_staff", 
/**
 * Whether they are staff afterwards.
 */
is_staff: boolean, } | { "kind": "end_sessions" } | { "kind": "add_to_group", 
/**
 * Name or identifier.
 */
group: string, } | { "kind": "remove_from_group", 
/**
 * Name or identifier.
 */
group: string, };

/**
 * Does one thing to many people: one commit, one event, one undo. It leaves out those to whom it cannot be done, and
 * says why.
 */
export type UserChangeManyRequest = { 
/**
 * The people whom it changes.
 */
whom: UserSelection, 
/**
 * What happens to each of them.
 */
act: UserAct, 
/**
 * Whether superusers are among those it is meant for. Otherwise they are left out.
 */
with_superusers: boolean, 
/**
 * Whether it only answers what would happen.
 */
dry_run: boolean, };

/**
 * What was done, or would be done, to whom. Lists are cut at 1,000; the counts are whole.
 */
export type UserChangeManyResponse = { 
/**
 * Whether it only answers what would happen.
 */
dry_run: boolean, 
/**
 * How many people it changes.
 */
changed: number, 
/**
 * How many were so already.
 */
unchanged: number, 
/**
 * How many are left out, for each reason.
 */
left_out: Array<LeftOutCount>, 
/**
 * How many superusers it changes, or would change if the request included them.
 */
superusers: number, 
/**
 * The usernames of the first of them.
 */
superuser_names: Array<string>, 
/**
 * The first people of both kinds to whom it is done, changed or not.
 */
done: Array<UserDone>, 
/**
 * The first of those who are left out.
 */
refused: Array<UserLeftOut>, 
/**
 * The group as it is afterwards, if it is about one.
 */
group?: GroupRow | null, };

/**
 * The columns by which the people list can be sorted.
 */
export type UserColumn = "login" | "name" | "email" | "last_sign_in" | "joined";

/**
 * Creates a user.
 */
export type UserCreateRequest = { 
/**
 * Username.
 */
login: string, 
/**
 * Given name.
 */
first_name: string, 
/**
 * Family name.
 */
last_name: string, 
/**
 * E-mail address; empty for none.
 */
email: string, 
/**
 * If absent, they cannot sign in until one is set.
 */
password?: WireSecret | null, 
/**
 * Django's admin-site flag.
 */
is_staff: boolean, 
/**
 * Superuser flag. Only a superuser can set it.
 */
is_superuser: boolean, 
/**
 * Groups to join, by name or identifier.
 */
groups: Array<string>, };

/**
 * Everything about one user.
 */
export type UserDetail = { 
/**
 * The user's row in the people list.
 */
user: UserRow, 
/**
 * How the password is stored.
 */
password: PasswordInfo, 
/**
 * All current permissions, and why. Empty for inactive users; a superuser's are not listed.
 */
permissions: Array<PermissionPath>, 
/**
 * Permissions granted to them directly.
 */
granted: Array<string>, 
/**
 * Sessions and refresh-token families that are alive.
 */
live_sessions: number, };

/**
 * A person to whom it is done.
 */
export type UserDone = { 
/**
 * The person as they are afterwards.
 */
user: UserRow, 
/**
 * Whether that changes anything about them.
 */
is_changed: boolean, };

/**
 * Writes the people that a filter finds to a file: a table for spreadsheets, where cells that would be formulas begin
 * with an apostrophe.
 */
export type UserExportRequest = { 
/**
 * Absolute path of the file.
 */
path: FilePath, 
/**
 * The filter language of the list.
 */
filter: string, 
/**
 * Sort column.
 */
sort: UserColumn, 
/**
 * Largest first.
 */
descending: boolean, 
/**
 * Whether an existing file may be replaced.
 */
replace?: boolean, };

/**
 * The exported people.
 */
export type UserExportResponse = { 
/**
 * The path of the file.
 */
path: string, 
/**
 * The number of people.
 */
people: number, 
/**
 * The size in bytes.
 */
bytes: number, };

/**
 * A person who is left out.
 */
export type UserLeftOut = { 
/**
 * As the request names them, or their username.
 */
name: string, 
/**
 * Why, for programs.
 */
why: LeftOutWhy, 
/**
 * Why, as the command for this one person would say it.
 */
error: CommandError, };

/**
 * Asks for a page of the people list.
 */
export type UserListRequest = { 
/**
 * The filter language: `is:active`, `is:disabled`, `is:deleted`, `is:staff`, `is:superuser`, `is:never_signed_in`,
 * `group:NAME`, `last_sign_in:<90d` (not for 90 days), `last_sign_in:>90d` (since), `-` before a term negates it;
 * any other text is searched for in names, username and address.
 */
filter: string, 
/**
 * Sort column.
 */
sort: UserColumn, 
/**
 * Largest first.
 */
descending: boolean, 
/**
 * The page.
 */
page: Page, };

/**
 * A page of the people list.
 */
export type UserListResponse = { 
/**
 * People in the directory, without deleted ones.
 */
total: number, 
/**
 * People the filter matches.
 */
matched: number, 
/**
 * The rows asked for.
 */
rows: Array<UserRow>, 
/**
 * How long the search took, in microseconds.
 */
took_us: number, };

/**
 * Sets a password, or checks one.
 */
export type UserPasswordRequest = { 
/**
 * The user: username or identifier.
 */
user: string, 
/**
 * The new password, or the one to check.
 */
password: WireSecret, };

/**
 * Grants or revokes a direct permission.
 */
export type UserPermissionRequest = { 
/**
 * The user: username or identifier.
 */
user: string, 
/**
 * `app.codename`.
 */
permission: string, };

/**
 * A reference to a user.
 */
export type UserRef = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The username.
 */
login: string, };

/**
 * A request about one user.
 */
export type UserRequest = { 
/**
 * Username or identifier.
 */
user: string, };

/**
 * One line of the people list.
 */
export type UserRow = { 
/**
 * The identifier, also the `sub` of tokens.
 */
id: string, 
/**
 * Username.
 */
login: string, 
/**
 * First and last name, or the username.
 */
display_name: string, 
/**
 * Given name.
 */
first_name: string, 
/**
 * Family name.
 */
last_name: string, 
/**
 * E-mail address; empty for none.
 */
email: string, 
/**
 * The state of the account.
 */
state: UserState, 
/**
 * Django's admin-site flag.
 */
is_staff: boolean, 
/**
 * Has every permission while active.
 */
is_superuser: boolean, 
/**
 * Direct groups, by name.
 */
groups: Array<GroupRef>, 
/**
 * When the account was created.
 */
joined_at: string, 
/**
 * When they last signed in.
 */
last_sign_in_at: string | null, };

/**
 * The people whom a request is about.
 */
export type UserSelection = { "users": Array<string> } | { "filter": string };

/**
 * The states of an account.
 */
export type UserState = "active" | "disabled" | "not_yet_valid" | "expired" | "deleted";

/**
 * Changes a user; absent fields stay.
 */
export type UserUpdateRequest = { 
/**
 * The user: username or identifier.
 */
user: string, 
/**
 * New username.
 */
login?: string | null, 
/**
 * New given name.
 */
first_name?: string | null, 
/**
 * New family name.
 */
last_name?: string | null, 
/**
 * New e-mail address; empty removes it.
 */
email?: string | null, 
/**
 * Django's admin-site flag.
 */
is_staff?: boolean | null, 
/**
 * Superuser flag: every permission. Only a superuser can set or clear it.
 */
is_superuser?: boolean | null, };

/**
 * The ways on from a directory that does not open.
 */
export type WayOn = "restore" | "repair" | "unknown" | "neither";

/**
 * Asks which whole path a typed one means.
 */
export type WholePathRequest = { 
/**
 * As typed.
 */
typed: string, };

/**
 * A whole path.
 */
export type WholePathResponse = { 
/**
 * From the root of the disk.
 */
path: FilePath, };

/**
 * A password in a request, or a token in an answer to the person who asked for it.
 */
export type WireSecret = string;
