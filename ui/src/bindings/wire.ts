// Made from the command list by `cargo xtask bindings`. Do not edit.

/**
 * One field before and after. Of lists, what went and what came; of secrets, only that they were set.
 */
export type AuditChange = { 
/**
 * The field.
 */
field: string, 
/**
 * What it held; empty for nothing.
 */
before: string, 
/**
 * What it holds since.
 */
after: string, };

/**
 * Asks whether anything up to an earlier end was changed.
 */
export type AuditCheckRequest = { 
/**
 * What `audit.head` told then; case and what stands between the words do not matter.
 */
code: string, };

/**
 * Whether the trail still begins with what was there when the code was told.
 */
export type AuditCheckResponse = { 
/**
 * Nothing up to `number` was changed.
 */
holds: boolean, 
/**
 * The event the code was told at.
 */
number: number, 
/**
 * In words.
 */
what: string, 
/**
 * What may explain that it does not hold.
 */
hint?: string | null, };

/**
 * Writes events to a file, the oldest first; or gives them in the answer.
 */
export type AuditExportRequest = { 
/**
 * Absolute path of the file; the events are in the answer if absent, fewer of them.
 */
path?: string | null, 
/**
 * What kind of file.
 */
format: AuditFormat, 
/**
 * Which events.
 */
filter?: AuditFilter | null, 
/**
 * The number to begin with: the `next` of the file before.
 */
start?: number | null, 
/**
 * Whether a file that is there may be replaced.
 */
replace?: boolean, 
/**
 * Whether this goes on where another left off, so that a table has its head already.
 */
goes_on?: boolean, };

/**
 * What was written.
 */
export type AuditExportResponse = { 
/**
 * Where.
 */
path?: string | null, 
/**
 * What would stand in the file, if none was named.
 */
contents?: string | null, 
/**
 * How many events.
 */
events: number, 
/**
 * How large, in bytes.
 */
bytes: number, 
/**
 * Where the next file has to start, if one file could not hold them all.
 */
next?: number | null, };

/**
 * What is wrong with the trail.
 */
export type AuditFault = "edited" | "missing" | "misplaced" | "cut_tail" | "beyond_head" | "head_missing";

/**
 * Which events. What is absent or empty does not narrow them down; what is not known is refused.
 */
export type AuditFilter = { 
/**
 * By whom: login name, also a former one, or identifier; `nobody` for events without.
 */
actor?: string | null, 
/**
 * On what: a name, also a former one, or identifier of a user, group, permission, app or file.
 */
target?: string | null, 
/**
 * The command, or how it starts: `user.`, `group.add`.
 */
command?: string | null, 
/**
 * How they ended.
 */
outcome?: AuditOutcome | null, 
/**
 * Not before this moment.
 */
from?: string | null, 
/**
 * Before this moment.
 */
to?: string | null, 
/**
 * Somewhere in the event.
 */
text?: string | null, };

/**
 * Something that is wrong with the trail, at its first place.
 */
export type AuditFinding = { 
/**
 * The number of the event.
 */
number: number, 
/**
 * What kind of fault.
 */
fault: AuditFault, 
/**
 * In words.
 */
what: string, };

/**
 * A kind of file that events are exported to.
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
 * The event's number and nine words for its fingerprint, to be written down or read out. Holds no secret.
 */
code: string, 
/**
 * When it was told.
 */
at: string, };

/**
 * Sets for how long events are kept.
 */
export type AuditKeepRequest = { 
/**
 * After how many days they leave the trail by themselves, at least 30; never, if not given.
 */
days?: number | null, };

/**
 * For how long events are kept.
 */
export type AuditKeepResponse = { 
/**
 * After how many days they leave the trail by themselves; never, if not set.
 */
days?: number | null, };

/**
 * Asks for events, the newest first.
 */
export type AuditListRequest = { 
/**
 * Which.
 */
filter: AuditFilter, 
/**
 * Only events with a smaller number: the `next` of the page before.
 */
before?: number | null, 
/**
 * How many at most; 100 when absent.
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
 * Where to go on; absent at the beginning of the trail. With a filter there can be fewer rows than asked for,
 * or none, and yet a `next`: only so many events are looked through at a time.
 */
next?: number | null, 
/**
 * How many events were looked through.
 */
scanned: number, 
/**
 * The number of the first event that is still kept.
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
 * Events older than this many days go; at least 30.
 */
older_than_days: number, };

/**
 * What was removed.
 */
export type AuditPruneResponse = { 
/**
 * How many events.
 */
pruned: number, 
/**
 * The number of the first event that is still kept.
 */
first: number, 
/**
 * The code of the last event that was removed: proves later what a kept export holds up to there.
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
 * It could not be read: `audit.verify` tells why. Nothing else in the row counts then.
 */
is_unreadable: boolean, 
/**
 * When.
 */
at: string, 
/**
 * Who: identifier; absent for nobody and for who made the directory.
 */
actor_id?: string | null, 
/**
 * Who: the login name at that time; empty for nobody.
 */
actor_name: string, 
/**
 * From where.
 */
via: AuditVia, 
/**
 * The command, for example `group.add_member`.
 */
command: string, 
/**
 * On what: what it was about first, then what it changed besides.
 */
targets: Array<AuditTarget>, 
/**
 * How many more there were.
 */
more_targets: number, 
/**
 * What of it, in words.
 */
detail: string, 
/**
 * How it ended.
 */
outcome: AuditOutcome, 
/**
 * Why it was refused: an error code.
 */
code?: string | null, 
/**
 * How often it was refused: the same refusal many times within a minute is one event.
 */
times: number, 
/**
 * Whether `undo.apply` may be offered for it.
 */
undoable: boolean, 
/**
 * Why not, where it changed something.
 */
not_undoable_because?: string | null, 
/**
 * The event that took it back.
 */
undone_by?: number | null, 
/**
 * The event that it takes back.
 */
undoes?: number | null, };

/**
 * What an event is about.
 */
export type AuditTarget = { 
/**
 * What kind of thing.
 */
kind: AuditTargetKind, 
/**
 * Its identifier; empty where there is none.
 */
id: string, 
/**
 * What it was called at that time.
 */
name: string, 
/**
 * What changed of it.
 */
changes: Array<AuditChange>, };

/**
 * What kind of thing an event is about.
 */
export type AuditTargetKind = "directory" | "user" | "group" | "permission" | "client" | "key" | "session" | "token_family" | "file" | "trail";

/**
 * Whether the trail is what was written.
 */
export type AuditVerifyResponse = { 
/**
 * All of it is.
 */
is_intact: boolean, 
/**
 * How many events are, from the first on.
 */
events: number, 
/**
 * The number of the first event that is still kept.
 */
first: number, 
/**
 * The number of the last event.
 */
last: number, 
/**
 * What is wrong.
 */
finding?: AuditFinding | null, };

/**
 * From where a command came.
 */
export type AuditVia = "setup" | "window" | "command_line" | "control_socket" | "itself";

/**
 * Makes a backup: closed with a passphrase, or for recipients.
 */
export type BackupCreateRequest = { 
/**
 * The file to write.
 */
path: string, 
/**
 * Whether a file that is there may be replaced.
 */
replace?: boolean, 
/**
 * Whoever knows it can open the backup.
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
 * What is in it.
 */
backup: BackupRow, 
/**
 * How long it took.
 */
took_ms: number, };

/**
 * Something that was done with a backup.
 */
export type BackupNoteRow = { 
/**
 * When.
 */
at: string, 
/**
 * With which file, if that is where it was: it may have been removed, or be on a disk that is not at hand.
 */
path?: string | null, };

/**
 * What a backup holds.
 */
export type BackupRow = { 
/**
 * Which directory it is of.
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
 * People, deleted ones included.
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
 * Has backups made without being asked for, by a process that stays: the window, or `portreeve serve`. The first is
 * made at once.
 */
export type BackupScheduleRequest = { 
/**
 * A folder that is there.
 */
folder: string, 
/**
 * How often, in days.
 */
every_days: number, 
/**
 * How many are kept; older ones are removed.
 */
keep: number, 
/**
 * Kept, sealed, in the directory.
 */
passphrase?: WireSecret | null, 
/**
 * age public keys (`age1...`), instead of a passphrase.
 */
recipients?: Array<string>, };

/**
 * Backups that are made without being asked for.
 */
export type BackupScheduleRow = { 
/**
 * Where they are put.
 */
folder: string, 
/**
 * How often.
 */
every_days: number, 
/**
 * How many are kept.
 */
keep: number, 
/**
 * When the last one was made.
 */
last_at: string, 
/**
 * Public keys they are closed for; empty when it is a passphrase.
 */
recipients: Array<string>, };

/**
 * How backups stand.
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
 * Backups that are made without being asked for.
 */
schedule?: BackupScheduleRow | null, 
/**
 * Why the last scheduled one was not made.
 */
problem?: string | null, 
/**
 * Nobody made one for thirty days, or the schedule is late.
 */
is_backup_due: boolean, 
/**
 * Nobody rehearsed one for thirty days.
 */
is_rehearsal_due: boolean, };

/**
 * Rehearses a backup: restores it into memory and tries whether it works.
 */
export type BackupVerifyRequest = { 
/**
 * The backup.
 */
path: string, 
/**
 * What it was closed with.
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
 * What was restored: as much as its maker counted.
 */
backup: BackupRow, 
/**
 * Keys and shared secrets that signed a token, which was then verified.
 */
keys: number, 
/**
 * Whether it is of the directory that was asked, which then remembers the rehearsal.
 */
is_of_this_directory: boolean, 
/**
 * Why it does not all the same: it does not open, or there is none.
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
 * All local apps.
 */
export type ClientListResponse = { 
/**
 * By name.
 */
clients: Array<ClientRow>, };

/**
 * Names one local app.
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
created_at: string, };

/**
 * Changes a local app; absent fields stay.
 */
export type ClientUpdateRequest = { 
/**
 * Which.
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
 * New algorithm; tokens signed with the one before stop being accepted by newly exported configs.
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
 * What time it is here.
 */
export type ClockResponse = { 
/**
 * The moment that commands believe.
 */
now: string, 
/**
 * How far the machine's clock is behind that, if it has jumped back.
 */
behind_secs?: number | null, };

/**
 * A refusal: what happened and what was kept, what to do next.
 */
export type CommandError = { 
/**
 * For programs.
 */
code: ErrorCode, 
/**
 * For people: what happened and what was kept.
 */
message: string, 
/**
 * For people: what to do next.
 */
hint?: string, 
/**
 * Single findings, when there are several.
 */
details?: Array<string> | null, };

/**
 * Writes a config to a file, whole or not at all, readable by its owner only; or gives it in the answer.
 */
export type ConfigExportRequest = { 
/**
 * Which app.
 */
client: string, 
/**
 * Which preset.
 */
preset: string, 
/**
 * Absolute path of the file; the config is in the answer if absent.
 */
path?: string | null, 
/**
 * Whether a file that is there may be replaced.
 */
replace?: boolean, 
/**
 * Whether it is refused if a secret is inside: others may look on where it is going to be shown.
 */
without_secret?: boolean, };

/**
 * What was written.
 */
export type ConfigExportResponse = { 
/**
 * Where.
 */
path?: string | null, 
/**
 * The config, if no file was named.
 */
contents?: WireSecret | null, 
/**
 * How large, in bytes.
 */
bytes: number, 
/**
 * Whether a secret is inside.
 */
holds_secret: boolean, 
/**
 * What to know before using it.
 */
note: string, };

/**
 * Asks for the text of a config, or to write it.
 */
export type ConfigRequest = { 
/**
 * Which app.
 */
client: string, 
/**
 * Which preset.
 */
preset: string, };

/**
 * A config, ready to read. A shared secret inside is masked.
 */
export type ConfigResponse = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether the real file holds a secret.
 */
holds_secret: boolean, 
/**
 * The usual file name.
 */
file_name: string, };

/**
 * Creates the directory, its key and its first superuser, and signs that one in.
 */
export type CreateDirectoryRequest = { 
/**
 * The team's name.
 */
team: string, 
/**
 * Login name of the first superuser.
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
 * What is wrong, each by name.
 */
findings: Array<DamageFinding>, 
/**
 * Whether it could be tried how much can still be proven; if not, a finding says why.
 */
is_tried: boolean, 
/**
 * How far repairing would go: the latest state that can be proven.
 */
proven?: Proven | null, 
/**
 * How many entries of the journal are known to have been written after that, and cannot be proven any more: there
 * may have been more. None where none is known of.
 */
lost_entries?: number | null, 
/**
 * The known backups that are there and as large as when they were made, the newest first. Whether one opens only
 * its passphrase or identity can tell.
 */
backups: Array<KnownBackup>, 
/**
 * Backups that were made and are not there now, the newest first: perhaps on a medium that is not plugged in.
 */
absent_backups?: Array<KnownBackup> | null, 
/**
 * Which of the two loses less, or whether it is time for either.
 */
advice: WayOn, };

/**
 * Something that is wrong with what is stored.
 */
export type DamageFinding = { 
/**
 * In words, with the name of the file or the number of the entry.
 */
what: string, 
/**
 * What to do about it, where there is something.
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
 * People, deleted ones left out.
 */
users: number, 
/**
 * People who may sign in.
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
 * After how many days events leave the trail by themselves; never, if not set.
 */
keep_events_days?: number | null, 
/**
 * How far the machine's clock is behind, in seconds, if it has jumped back (`clock.accept`).
 */
clock_behind_secs?: number | null, };

/**
 * Something that was not as it should be.
 */
export type DoctorFinding = { 
/**
 * In words, with the name of the file or record.
 */
what: string, 
/**
 * What became of it.
 */
outcome: FindingOutcome, 
/**
 * What to do about it, where there is something.
 */
hint?: string | null, };

/**
 * What an examination of everything stored has found.
 */
export type DoctorResponse = { 
/**
 * Nothing is lost, and nothing is waiting to be put right.
 */
is_well: boolean, 
/**
 * Everything that was found wrong since the directory was opened, and now.
 */
findings: Array<DoctorFinding>, 
/**
 * Why the directory does not open, if it does not.
 */
trouble?: CommandError | null, 
/**
 * What is damaged and lost then, and what there is to go on from.
 */
damage?: Damage | null, };

/**
 * What a command that was performed answers.
 */
export type Done<T> = { 
/**
 * The answer itself.
 */
response: T, 
/**
 * The number of the event that it has left, by which it can be taken back; of the last, if it left several.
 */
event?: number | null, 
/**
 * What the person should know beside the answer, each a sentence: a name that is easily mistaken for another, a
 * password that counts no longer.
 */
notes: Array<string>, };

/**
 * Why a command was refused. Add a code only when an adapter does something different for it.
 */
export type ErrorCode = "invalid_request" | "not_signed_in" | "wrong_credentials" | "too_many_attempts" | "proof_needed" | "forbidden" | "not_found" | "name_taken" | "password_rejected" | "rule_violated" | "conflict" | "busy" | "locked" | "import_unreadable" | "import_not_json" | "import_cut_short" | "import_not_a_dump" | "import_hash_too_costly" | "import_collision" | "import_rejected" | "preset_rejected" | "target_unwritable" | "backup_unreadable" | "not_a_backup" | "backup_cut_short" | "backup_damaged" | "backup_newer" | "backup_foreign" | "share_rejected" | "directory_absent" | "directory_exists" | "directory_in_use" | "folder_unsafe" | "folder_shared" | "keychain_locked" | "keychain_absent" | "wrong_passphrase" | "disk_full" | "disk_failed" | "damaged" | "rolled_back" | "internal";

/**
 * What became of something that was not as it should be.
 */
export type FindingOutcome = "healed" | "lost" | "noted";

/**
 * Creates a group.
 */
export type GroupCreateRequest = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it grants, `app.codename`.
 */
permissions: Array<string>, };

/**
 * All groups.
 */
export type GroupListResponse = { 
/**
 * By name.
 */
groups: Array<GroupRow>, };

/**
 * Adds or removes a member.
 */
export type GroupMemberRequest = { 
/**
 * Which group.
 */
group: string, 
/**
 * Which user.
 */
user: string, };

/**
 * A group that somebody was put into or taken out of.
 */
export type GroupMemberResponse = { 
/**
 * Who, as they are called here.
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
 * What it grants itself, `app.codename`.
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
 * What it grants through its parents, `app.codename`.
 */
inherited: Array<string>, 
/**
 * Who may hand it out without being in it.
 */
managers: Array<UserRef>, };

/**
 * Puts a group into another, or takes it out.
 */
export type GroupParentRequest = { 
/**
 * The group that becomes a member.
 */
group: string, 
/**
 * The group it joins.
 */
parent: string, };

/**
 * Grants or revokes a permission.
 */
export type GroupPermissionRequest = { 
/**
 * Which group.
 */
group: string, 
/**
 * `app.codename`.
 */
permission: string, };

/**
 * A group as another row refers to it.
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
 * Which.
 */
group: string, 
/**
 * The new name.
 */
name: string, };

/**
 * Names one group.
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
 * What it grants itself, `app.codename`.
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
 * What it grants through its parents, `app.codename`.
 */
inherited: Array<string>, 
/**
 * Who may hand it out without being in it.
 */
managers: Array<UserRef>, };

/**
 * How far the way into the directory is open.
 */
export type HomeState = "absent" | "passphrase_needed" | "keychain_needed" | "damaged" | "signed_out" | "locked" | "signed_in";

/**
 * What the window needs to know first.
 */
export type HomeStatus = { 
/**
 * How far the way is open.
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
 * Whether an OS keychain can be reached, where it is to be chosen where a key is kept.
 */
keychain_available: boolean, 
/**
 * Whether the place where its key is kept answers and does not have it, or has something that cannot be used: two
 * shares of a recovery kit make it again, and nothing is lost. A keychain may have to be unlocked first.
 */
is_key_missing: boolean, 
/**
 * Who is signed in; also told while locked, so that only the password is asked for.
 */
me?: MeResponse | null, 
/**
 * Why it does not open, when it has to be repaired.
 */
trouble?: CommandError | null, 
/**
 * What is damaged and lost then, and what there is to go on from.
 */
damage?: Damage | null, 
/**
 * Login name to offer when signing in: who was signed in last in this window.
 */
last_login?: string | null, 
/**
 * What is wrong with where the directory lies.
 */
warning?: string | null, };

/**
 * What happens to one user or group.
 */
export type ImportAction = "create" | "update" | "same";

/**
 * Somebody, a group or something else that cannot come in as it is.
 */
export type ImportHeld = { 
/**
 * `user`, `group`, `permission`, or `object` for what is none of them.
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
 * Of a user: may sign in.
 */
is_active: boolean, 
/**
 * Of a user: when they last signed in.
 */
last_sign_in_at?: string | null, 
/**
 * What stands in the way.
 */
why: string, };

/**
 * People by name.
 */
export type ImportNames = { 
/**
 * The first of them.
 */
names: Array<string>, 
/**
 * How many there are.
 */
count: number, };

/**
 * Another name for somebody or a group of the file.
 */
export type ImportRename = { 
/**
 * The name in the file, or `#` and the number of the object.
 */
old: string, 
/**
 * The name here; without one it is left out.
 */
new?: string | null, };

/**
 * Imports a Django dump.
 */
export type ImportRequest = { 
/**
 * Absolute path of the file.
 */
path: string, 
/**
 * Only tell what would happen.
 */
dry_run: boolean, 
/**
 * Import the rest where somebody cannot come in as they are; without it, nothing is imported then.
 */
leave_out: boolean, 
/**
 * Who gets another login name than in the file.
 */
logins: Array<ImportRename>, 
/**
 * Which groups get another name than in the file.
 */
groups: Array<ImportRename>, 
/**
 * Switch on who is disabled here and active in the file.
 */
enable: boolean, 
/**
 * The zone of moments that have none, such as `Europe/Berlin`; UTC if it is absent.
 */
time_zone?: string | null, 
/**
 * The model of the users, such as `accounts.user`; found out if it is absent.
 */
user_model?: string | null, 
/**
 * The field of the users that they sign in with, if it is neither `username` nor `email`.
 */
login_field?: string | null, };

/**
 * What an import did, or would do.
 */
export type ImportResponse = { 
/**
 * Nothing was changed: it was a dry run.
 */
dry_run: boolean, 
/**
 * Users by what happens to them.
 */
users_created: number, 
/**
 * Users that change.
 */
users_updated: number, 
/**
 * Users that stay as they are.
 */
users_same: number, 
/**
 * Groups that are new.
 */
groups_created: number, 
/**
 * Groups that change.
 */
groups_updated: number, 
/**
 * Groups that stay as they are.
 */
groups_same: number, 
/**
 * Permissions that become known.
 */
permissions_created: number, 
/**
 * New users without a usable password.
 */
without_password: number, 
/**
 * Users in the file who are deleted here, and stay so.
 */
stay_deleted: number, 
/**
 * Users whose password is re-hashed at their next sign-in.
 */
to_rehash: number, 
/**
 * Passed over, by model.
 */
skipped: Array<ImportSkipped>, 
/**
 * Users who are disabled here and active in the file, and stay disabled.
 */
stay_disabled: ImportNames, 
/**
 * Users who were deleted by undoing an import, and are back.
 */
brought_back: ImportNames, 
/**
 * Users of an earlier import, or others, who are here and not in the file. Told only when it is imported again.
 */
not_in_file: ImportNames, 
/**
 * Users and groups that cannot come in as they are: the first of them. They are left out, or nothing is imported.
 */
held: Array<ImportHeld>, 
/**
 * How many these are.
 */
held_count: number, 
/**
 * What is taken otherwise than it is written, a sentence each.
 */
notes: Array<string>, 
/**
 * Fields that people could sign in with, where somebody has no user name.
 */
login_fields: Array<string>, 
/**
 * Whether `undo` can take the import back.
 */
can_undo: boolean, 
/**
 * Users and groups, those that change first: the first of them.
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
 * What happens.
 */
action: ImportAction, 
/**
 * For updates: the fields that change.
 */
changes: Array<string>, };

/**
 * Data of other apps that was passed over.
 */
export type ImportSkipped = { 
/**
 * The Django model, for example `people.profile`.
 */
model: string, 
/**
 * How many.
 */
count: number, };

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
 * Where to keep it from now on.
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
 * Where it is now.
 */
key_location: KeyLocation, };

/**
 * Replaces signing keys.
 */
export type KeyRotateRequest = { 
/**
 * Of this algorithm only; absent: of each that has a key.
 */
algorithm?: string | null, };

/**
 * What signs from now on.
 */
export type KeyRotateResponse = { 
/**
 * By algorithm.
 */
keys: Array<KeyRotation>, 
/**
 * Names of the local apps whose exported configs do not know the new key: they refuse new tokens until their
 * config is exported anew.
 */
export_anew: Array<string>, };

/**
 * One key that took the place of another.
 */
export type KeyRotation = { 
/**
 * What it signs with.
 */
algorithm: string, 
/**
 * The key that signs now.
 */
key_id: string, 
/**
 * The one that did before, if there was one.
 */
before_id: string | null, 
/**
 * Until when that one verifies.
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
 * What it signs with.
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
 * Until when it verifies; absent while it signs.
 */
verifies_until: string | null, };

/**
 * A backup that was made of the directory here.
 */
export type KnownBackup = { 
/**
 * The file.
 */
path: string, 
/**
 * When it was made: it holds everything up to then.
 */
made_at: string, 
/**
 * The last commit that it holds for certain, if that was noted.
 */
revision?: number | null, 
/**
 * Size of the file.
 */
bytes: number, };

/**
 * Who is signed in and what they may do here.
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
 * A request or response with nothing in it.
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
 * A part of a list: `limit` rows from `offset` on.
 */
export type Page = { 
/**
 * How many rows to pass over.
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
 * How a password is stored.
 */
export type PasswordInfo = { 
/**
 * Whether there is one to sign in with.
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
 * Whether it counts no longer, because somebody set it who can do less than the account can now.
 */
is_outranked: boolean, 
/**
 * When it was set, if that is known.
 */
changed_at: string | null, };

/**
 * Makes a permission known.
 */
export type PermissionAddRequest = { 
/**
 * `app.codename`.
 */
permission: string, 
/**
 * What it is called; made from the codename when empty.
 */
label: string, };

/**
 * Every permission the directory knows.
 */
export type PermissionListResponse = { 
/**
 * By `app.codename`.
 */
permissions: Array<PermissionRow>, };

/**
 * One permission somebody has, and how they come to have it.
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
 * Each way: the groups from the one they are in to the one that grants it; empty means granted directly.
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
 * The presets there are.
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
 * What `--preset` takes.
 */
id: string, 
/**
 * What it is called.
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
 * The latest state that can be proven.
 */
export type Proven = { 
/**
 * The last entry of the journal that it holds.
 */
entry: number, 
/**
 * The last commit that it holds.
 */
revision: number, 
/**
 * When the last change in it was made.
 */
at?: string | null, };

/**
 * Makes a recovery kit: as three pages in a folder, or for whoever asks to see.
 */
export type RecoveryKitRequest = { 
/**
 * A folder that is there, for the pages; without it the shares come with the answer.
 */
folder?: string | null, 
/**
 * The password of whoever asks, again.
 */
password: WireSecret, };

/**
 * A recovery kit.
 */
export type RecoveryKitResponse = { 
/**
 * Three files to print, hand out and remove; none, if no folder was given.
 */
paths: Array<string>, 
/**
 * The words of the three shares, if no folder was given.
 */
shares: Array<WireSecret>, };

/**
 * A directory that did not open and was repaired.
 */
export type RepairResponse = { 
/**
 * What was given up, in words.
 */
given_up: Array<string>, 
/**
 * The newest backup that is known: it may have what was given up.
 */
backup?: KnownBackup | null, 
/**
 * Where the damaged directory is kept.
 */
replaced?: string | null, };

/**
 * Puts the root key of the directory that lies here back, out of two shares. Served by `host`.
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
 * Restores a backup. Everything is checked before anything is touched; nobody is signed in afterwards.
 */
export type RestoreRequest = { 
/**
 * The backup.
 */
path: string, 
/**
 * What it was closed with.
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
 * Whether a directory that is there is set aside.
 */
replace: boolean, };

/**
 * A directory that was restored.
 */
export type RestoreResponse = { 
/**
 * What was restored.
 */
backup: BackupRow, 
/**
 * Where the directory that was there is now.
 */
replaced?: string | null, };

/**
 * What kind of signed-in state it is.
 */
export type SessionKind = "window" | "cli" | "token_family";

/**
 * Asks for live sessions.
 */
export type SessionListRequest = { 
/**
 * Only this user's.
 */
user?: string | null, };

/**
 * Live sessions, the last used first.
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
 * All of this user's.
 */
user?: string | null, };

/**
 * How many were ended.
 */
export type SessionRevokeResponse = { 
/**
 * Sessions and families that were alive and are not any more.
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
 * Whose: identifier.
 */
user_id: string, 
/**
 * Whose: login name.
 */
login: string, 
/**
 * Whose: first and last name.
 */
display_name: string, 
/**
 * What kind.
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
 * When it ends by itself.
 */
expires_at: string, 
/**
 * Whether it is the session that asks.
 */
is_current: boolean, };

/**
 * Signs in.
 */
export type SignInRequest = { 
/**
 * Login name.
 */
login: string, 
/**
 * Password.
 */
password: WireSecret, 
/**
 * Where from: `window` or `cli`.
 */
kind: SessionKind, };

/**
 * A new session. The token stays with the process that asked; the window never sees it.
 */
export type SignInResponse = { 
/**
 * Proves the session.
 */
token: WireSecret, 
/**
 * Who signed in.
 */
user: UserRow, };

/**
 * A token to look into.
 */
export type TokenInspectRequest = { 
/**
 * The token.
 */
token: WireSecret, };

/**
 * What a token says and whether it can be trusted.
 */
export type TokenInspectResponse = { 
/**
 * Whether an app with a current config accepts it now.
 */
is_valid: boolean, 
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
 * The user it is about, by login name, if known.
 */
user: string | null, 
/**
 * How far the machine's clock is behind, in seconds, if apps that go by it do not take the token yet.
 */
clock_behind_secs: number | null, };

/**
 * What a token issued now would say.
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
 * Asks for a token, or for what it would say.
 */
export type TokenRequest = { 
/**
 * For which app.
 */
client: string, 
/**
 * For which user.
 */
user: string, };

/**
 * RFC 6749 section 5.1.
 */
export type TokenResponse = { 
/**
 * A JWT (RFC 9068).
 */
access_token: WireSecret, 
/**
 * Opaque; good once.
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
 * How far the machine's clock is behind, in seconds, if apps that go by it do not take the token yet.
 */
clock_behind_secs: number | null, };

/**
 * What taking an event back would do.
 */
export type UndoPreview = { 
/**
 * The event.
 */
event: number, 
/**
 * Its command.
 */
command: string, 
/**
 * When it was.
 */
at: string, 
/**
 * Who did it: login name at that time.
 */
actor_name: string, 
/**
 * What it did, in words.
 */
detail: string, 
/**
 * It can be taken back now, by whoever asks.
 */
is_possible: boolean, 
/**
 * Why not.
 */
why_not?: string | null, 
/**
 * What to do instead, or first.
 */
hint?: string | null, 
/**
 * What would change.
 */
changes: Array<AuditTarget>, 
/**
 * What would not be as it was before.
 */
notes: Array<string>, };

/**
 * Names the event that is to be taken back.
 */
export type UndoRequest = { 
/**
 * Its number; the last change of whoever asks when absent.
 */
event?: number | null, };

/**
 * What was taken back.
 */
export type UndoResponse = { 
/**
 * The event that was taken back.
 */
event: number, 
/**
 * What it did, in words.
 */
detail: string, 
/**
 * What changed.
 */
changes: Array<AuditTarget>, 
/**
 * What is not as it was before.
 */
notes: Array<string>, };

/**
 * A column the people list can be sorted by.
 */
export type UserColumn = "login" | "name" | "email" | "last_sign_in" | "joined";

/**
 * Creates a user.
 */
export type UserCreateRequest = { 
/**
 * What they sign in with.
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
 * Mail address; empty for none.
 */
email: string, 
/**
 * Absent: they cannot sign in until one is set.
 */
password?: WireSecret | null, 
/**
 * Django's admin-site flag.
 */
is_staff: boolean, 
/**
 * Every permission. Only a superuser can make one.
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
 * The list's row.
 */
user: UserRow, 
/**
 * How the password is stored.
 */
password: PasswordInfo, 
/**
 * Everything they may do now, and why. Empty for inactive users; a superuser's are not listed one by one.
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
 * Asks for a part of the people list.
 */
export type UserListRequest = { 
/**
 * The filter language: `is:active`, `is:disabled`, `is:deleted`, `is:staff`, `is:superuser`, `is:never_signed_in`,
 * `group:NAME`, `last_sign_in:<90d` (not for 90 days), `last_sign_in:>90d` (since), `-` before a term to turn it round;
 * anything else is looked for in names, login and address.
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
 * Which part.
 */
page: Page, };

/**
 * A part of the people list.
 */
export type UserListResponse = { 
/**
 * People in the directory, deleted ones left out.
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
 * Who.
 */
user: string, 
/**
 * The new password, or the one to check.
 */
password: WireSecret, };

/**
 * Gives or takes a direct permission.
 */
export type UserPermissionRequest = { 
/**
 * Who.
 */
user: string, 
/**
 * `app.codename`.
 */
permission: string, };

/**
 * Names a user.
 */
export type UserRef = { 
/**
 * The identifier.
 */
id: string, 
/**
 * The login name.
 */
login: string, };

/**
 * Names one user.
 */
export type UserRequest = { 
/**
 * Login name or identifier.
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
 * What they sign in with.
 */
login: string, 
/**
 * First and last name, or the login name.
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
 * Mail address; empty means none.
 */
email: string, 
/**
 * What the account is now.
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
 * What an account is at this moment.
 */
export type UserState = "active" | "disabled" | "not_yet_valid" | "expired" | "deleted";

/**
 * Changes a user; absent fields stay.
 */
export type UserUpdateRequest = { 
/**
 * Who.
 */
user: string, 
/**
 * New login name.
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
 * New mail address; empty takes it away.
 */
email?: string | null, 
/**
 * Django's admin-site flag.
 */
is_staff?: boolean | null, 
/**
 * Every permission. Only a superuser can give or take it.
 */
is_superuser?: boolean | null, };

/**
 * A way on from a directory that does not open.
 */
export type WayOn = "restore" | "repair" | "unknown" | "neither";

/**
 * A password on its way in, or a token on its way out to the person who asked for it.
 */
export type WireSecret = string;
