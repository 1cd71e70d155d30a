//! What can be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Keep a small team's accounts, offline.
#[derive(Parser)]
#[command(name = "portreeve", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Args {
    /// Print JSON instead of words
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Environment:
  PORTREEVE_HOME             folder of the directory
  PORTREEVE_PASSPHRASE_FILE  file with the passphrase of the key, where there is no keychain

Exit codes: 0 done or yes, 1 no, 2 not understood, others name the refusal (docs/cli.md)";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make the team's directory and sign in as its first superuser
    Init(Init),
    /// Sign in
    Login {
        /// Login name
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Sign out
    Logout,
    /// Show the directory, where its key lies and who is signed in
    Status,
    /// Read everything that is stored, and tell what is wrong with it
    Doctor,
    /// Go on from what can be proven of a directory that does not open any more
    Repair,
    /// People
    #[command(subcommand)]
    User(User),
    /// Groups
    #[command(subcommand)]
    Group(Group),
    /// Permissions
    #[command(subcommand)]
    Permission(PermissionCommand),
    /// Bring people in
    #[command(subcommand)]
    Import(Import),
    /// Local apps and their token configs
    #[command(subcommand)]
    Client(Client),
    /// Tokens
    #[command(subcommand)]
    Token(Token),
    /// Sessions and refresh-token families
    #[command(subcommand)]
    Session(Session),
    /// Signing keys
    #[command(subcommand)]
    Key(Key),
    /// Who did what, and whether anybody changed that since
    #[command(subcommand)]
    Audit(Audit),
    /// Take a change back
    Undo {
        /// The number of its event, as `portreeve audit list` shows it; your own last change, if not given
        event: Option<u64>,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
        /// Show each of many changes
        #[arg(long)]
        verbose: bool,
    },
    /// Copy the whole directory, its key included, into a sealed file
    Backup(Backup),
    /// Bring a directory back from a backup
    Restore(Restore),
    /// The directory's key on paper
    #[command(subcommand)]
    RecoveryKit(RecoveryKit),
    /// What time it is here, and whether the machine's clock can be believed
    #[command(subcommand)]
    Clock(Clock),
    /// Keep the directory open for other commands until stopped
    #[cfg(unix)]
    Serve,
    /// Do the whole job once in a throw-away directory
    Demo,
    /// Print a completion script for your shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(ClapArgs)]
pub(crate) struct Init {
    /// The team's name
    #[arg(long, value_name = "TEAM")]
    pub(crate) name: String,
    /// Login name of the first superuser
    #[arg(long, value_name = "NAME")]
    pub(crate) superuser: String,
    /// Where to keep the root key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
    #[arg(long, value_enum)]
    pub(crate) key: Option<KeyPlace>,
    #[command(flatten)]
    pub(crate) password: PasswordStdin,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum KeyPlace {
    /// The OS keychain
    Keychain,
    /// A file sealed with a passphrase
    PassphraseFile,
}

#[derive(ClapArgs)]
pub(crate) struct PasswordStdin {
    /// Read the password from the first line of standard input
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

#[derive(Subcommand)]
pub(crate) enum User {
    /// Add somebody
    Add {
        /// Login name
        name: String,
        /// First name
        #[arg(long, default_value = "", hide_default_value = true)]
        first_name: String,
        /// Last name
        #[arg(long, default_value = "", hide_default_value = true)]
        last_name: String,
        /// E-mail address
        #[arg(long, default_value = "", hide_default_value = true)]
        email: String,
        /// Set Django's admin-site flag
        #[arg(long)]
        staff: bool,
        /// Give every permission
        #[arg(long)]
        superuser: bool,
        /// Group to join; may be given several times
        #[arg(long = "group", value_name = "GROUP")]
        groups: Vec<String>,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// List people
    List {
        /// For example: is:active group:Editors -is:staff ada
        #[arg(long, default_value = "", hide_default_value = true)]
        filter: String,
        /// Most people to list
        #[arg(long)]
        limit: Option<u32>,
    },
    /// Show somebody, with what they may do and why
    Show {
        /// Login name
        name: String,
    },
    /// Change somebody
    #[command(
        override_usage = "portreeve user update <NAME> [OPTIONS]",
        group = clap::ArgGroup::new("change").required(true).multiple(true),
    )]
    Update {
        /// Login name
        name: String,
        /// New login name
        #[arg(long, group = "change")]
        login: Option<String>,
        /// First name
        #[arg(long, group = "change")]
        first_name: Option<String>,
        /// Last name
        #[arg(long, group = "change")]
        last_name: Option<String>,
        /// E-mail address
        #[arg(long, group = "change")]
        email: Option<String>,
        /// Django's admin-site flag
        #[arg(long, group = "change")]
        staff: Option<bool>,
        /// Every permission
        #[arg(long, group = "change")]
        superuser: Option<bool>,
    },
    /// Switch an account off and end its sessions
    Disable {
        /// Login name
        name: String,
    },
    /// Switch an account on
    Enable {
        /// Login name
        name: String,
    },
    /// Delete an account; it can be restored
    Delete {
        /// Login name
        name: String,
    },
    /// Bring a deleted account back
    Restore {
        /// Login name
        name: String,
    },
    /// Set a password and end the other sessions
    SetPassword {
        /// Login name
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Tell whether a password is right: exit code 0 or 1
    CheckPassword {
        /// Login name
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Grant a permission directly
    Grant {
        /// Login name
        name: String,
        /// For example people.approve_invoice
        permission: String,
    },
    /// Take a direct permission back
    Revoke {
        /// Login name
        name: String,
        /// For example people.approve_invoice
        permission: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Group {
    /// Add a group
    Add {
        /// The group's name
        name: String,
        /// Permission to grant; may be given several times
        #[arg(long = "permission", value_name = "APP.CODENAME")]
        permissions: Vec<String>,
    },
    /// List groups
    List,
    /// Show a group with its members and grants
    Show {
        /// The group's name
        name: String,
    },
    /// Rename a group
    Rename {
        /// The group's name
        name: String,
        /// Its new name
        new_name: String,
    },
    /// Delete a group; its members stay
    Delete {
        /// The group's name
        name: String,
    },
    /// Add somebody to a group
    AddMember {
        /// The group's name
        group: String,
        /// Login name
        user: String,
    },
    /// Take somebody out of a group
    RemoveMember {
        /// The group's name
        group: String,
        /// Login name
        user: String,
    },
    /// Put a group into another, so that it passes on what that one grants
    AddParent {
        /// The group's name
        group: String,
        /// The group to put it into
        parent: String,
    },
    /// Take a group out of another
    RemoveParent {
        /// The group's name
        group: String,
        /// The group to take it out of
        parent: String,
    },
    /// Grant a permission to a group
    Grant {
        /// The group's name
        group: String,
        /// For example people.approve_invoice
        permission: String,
    },
    /// Take a permission back from a group
    Revoke {
        /// The group's name
        group: String,
        /// For example people.approve_invoice
        permission: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum PermissionCommand {
    /// List known permissions, who grants and who holds them
    List,
    /// Make a permission known, so that it can be granted
    Add {
        /// For example people.approve_invoice
        permission: String,
        /// What to call it
        #[arg(long, default_value = "", hide_default_value = true)]
        label: String,
    },
}

#[derive(Subcommand)]
pub(crate) enum Import {
    /// A dump made with `manage.py dumpdata`
    Django {
        /// The dump
        file: PathBuf,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum Client {
    /// Add a local app
    Add {
        /// The app's name
        name: String,
        /// The `aud` of its tokens; the name, if not given
        #[arg(long, value_name = "AUD")]
        audience: Option<String>,
        /// RS256 (the default), ES256, EdDSA or HS256
        #[arg(long)]
        alg: Option<String>,
        /// Lifetime of an access token
        #[arg(long, value_name = "SECONDS")]
        access_secs: Option<u32>,
        /// Lifetime of a refresh token and its successors
        #[arg(long, value_name = "SECONDS")]
        refresh_secs: Option<u32>,
    },
    /// List local apps
    List,
    /// Show a local app
    Show {
        /// The app's name
        name: String,
    },
    /// Delete a local app and end its refresh tokens
    Delete {
        /// The app's name
        name: String,
    },
    /// List the kinds of config there are
    Presets,
    /// Write a config that makes an app trust our tokens
    Export {
        /// The app's name
        name: String,
        /// Which kind of config; `portreeve client presets` lists them
        #[arg(long)]
        preset: String,
        /// The file to write
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        #[command(flatten)]
        force: Force,
    },
}

/// What becomes of a file that is there.
#[derive(ClapArgs)]
pub(crate) struct Force {
    /// Replace a file that is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Issue an access token, and a refresh token with it
    Issue {
        /// Which local app
        #[arg(long)]
        client: String,
        /// For whom
        #[arg(long)]
        user: String,
    },
    /// Exchange a refresh token from standard input for the next pair
    Refresh,
    /// Look into a token from standard input: exit code 0 when it is good, 1 when not
    Inspect,
}

#[derive(Subcommand)]
pub(crate) enum Session {
    /// List live sessions
    List {
        /// Only this user's
        #[arg(long)]
        user: Option<String>,
    },
    /// End a session, or all of a user's
    #[command(group = clap::ArgGroup::new("which").required(true))]
    Revoke {
        /// The session's identifier
        #[arg(group = "which")]
        session: Option<String>,
        /// All of this user's
        #[arg(long, group = "which")]
        user: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Key {
    /// List the public keys
    List {
        /// Print them as a JWK Set
        #[arg(long)]
        jwks: bool,
    },
}

#[derive(ClapArgs)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Backup {
    /// The file to write
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) force: Force,
    #[command(flatten)]
    pub(crate) lock: Lock,
    #[command(subcommand)]
    pub(crate) command: Option<BackupCommand>,
}

/// What closes a backup; asked for a passphrase if nothing is given.
#[derive(ClapArgs)]
pub(crate) struct Lock {
    /// File with the passphrase to close it with
    #[arg(long, value_name = "FILE", conflicts_with = "recipients")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Close it for the holder of this age public key instead; may be given several times
    #[arg(long = "recipient", value_name = "AGE1...")]
    pub(crate) recipients: Vec<String>,
}

/// What opens a backup; asked for the passphrase if nothing is given.
#[derive(ClapArgs)]
pub(crate) struct Unlock {
    /// File with the passphrase it was closed with
    #[arg(long, value_name = "FILE", conflicts_with = "identity_file")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// age identity file of one of those it was closed for
    #[arg(long, value_name = "FILE")]
    pub(crate) identity_file: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum BackupCommand {
    /// Restore a backup into memory and see whether it works
    Verify {
        file: PathBuf,
        #[command(flatten)]
        unlock: Unlock,
    },
    /// Show when the last backup was made and rehearsed
    Status,
    /// Have backups made by the window or `portreeve serve`, the first one now
    Schedule {
        /// Folder for the backups
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Days from one to the next
        #[arg(long, value_name = "DAYS", default_value_t = 1)]
        every: u32,
        /// How many to keep
        #[arg(long, value_name = "NUMBER", default_value_t = 7)]
        keep: u32,
        #[command(flatten)]
        lock: Lock,
    },
    /// Have no more backups made; those there are stay
    Unschedule,
}

#[derive(ClapArgs)]
pub(crate) struct Restore {
    /// The backup
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) unlock: Unlock,
    /// Set a directory that is here aside and restore in its place
    #[arg(long)]
    pub(crate) replace: bool,
    /// Where to keep the root key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
    #[arg(long, value_enum)]
    pub(crate) key: Option<KeyPlace>,
}

#[derive(Subcommand)]
pub(crate) enum Audit {
    /// List events, the newest first
    List {
        #[command(flatten)]
        filter: AuditFilter,
        /// Most events to list
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// Only events with a smaller number
        #[arg(long, value_name = "NUMBER")]
        before: Option<u64>,
    },
    /// Show one event with each field before and after
    Show { event: u64 },
    /// Prove that nothing was edited, dropped or cut off: exit code 0, or 1 with the first place where it was
    Verify,
    /// Write events to a file, the oldest first
    Export {
        /// The file to write
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        #[command(flatten)]
        force: Force,
        #[arg(long, value_enum, default_value_t = AuditFormat::Jsonl)]
        format: AuditFormat,
        #[command(flatten)]
        filter: AuditFilter,
        /// The number to begin with
        #[arg(long, value_name = "NUMBER")]
        start: Option<u64>,
    },
    /// Remove old events; what stays can still be proved
    Prune {
        /// Remove what is older; at least 30
        #[arg(long, value_name = "DAYS")]
        older_than_days: u32,
    },
    /// Print the end of the trail as a short code, to keep elsewhere
    Head,
    /// Prove that nothing up to a code from `head` was changed: exit code 0 or 1
    Check {
        /// The code; spaces, dashes and case do not matter
        #[arg(required = true, num_args = 1..)]
        code: Vec<String>,
    },
}

#[derive(ClapArgs)]
pub(crate) struct AuditFilter {
    /// By whom: login name, also a former one; `nobody` for events without
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// On what: a person, group, permission, app or file
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Option<String>,
    /// The command, or how it starts: `user.`, `group.add`
    #[arg(long, value_name = "START")]
    pub(crate) command: Option<String>,
    /// How it ended
    #[arg(long, value_enum)]
    pub(crate) outcome: Option<AuditOutcome>,
    /// Not before this moment, for example 2026-05-03T09:00:00Z
    #[arg(long, value_name = "MOMENT")]
    pub(crate) from: Option<String>,
    /// Before this moment
    #[arg(long, value_name = "MOMENT")]
    pub(crate) to: Option<String>,
    /// Somewhere in the event
    #[arg(long)]
    pub(crate) text: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditOutcome {
    Done,
    Refused,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AuditFormat {
    /// One JSON object a line
    Jsonl,
    /// A table for spreadsheets
    Csv,
}

#[derive(Subcommand)]
pub(crate) enum Clock {
    /// Show the moment that commands believe
    Show,
    /// Take the machine's clock for right although it has jumped back; ends everything signed in
    Accept,
}

#[derive(Subcommand)]
pub(crate) enum RecoveryKit {
    /// Write the key as three pages to print; any two of them give it back
    Create {
        /// Folder for the pages
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Put the key of the directory here back, from the words of two shares on standard input
    Restore {
        /// Where to keep the key; the keychain, unless PORTREEVE_PASSPHRASE_FILE is set
        #[arg(long, value_enum)]
        key: Option<KeyPlace>,
    },
}
