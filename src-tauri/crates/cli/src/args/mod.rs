//! What can be typed.

mod account;
mod audit;
mod backup;
mod client;
mod clock;
mod group;
mod import;
mod key;
mod permission;
mod recovery_kit;
mod session;
mod token;
mod user;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use portreeve_commands::overview::wire::OverviewRequest;
use portreeve_commands::undo::wire::UndoRequest;

pub(crate) use account::Account;
pub(crate) use audit::{Audit, AuditFilter, AuditFormat, AuditOutcome};
pub(crate) use backup::{Backup, BackupCommand, Lock, Restore, Unlock};
pub(crate) use client::Client;
pub(crate) use clock::Clock;
pub(crate) use group::{Group, Manager};
pub(crate) use import::Import;
pub(crate) use key::Key;
pub(crate) use permission::PermissionCommand;
pub(crate) use recovery_kit::RecoveryKit;
pub(crate) use session::Session;
pub(crate) use token::Token;
pub(crate) use user::{People, User};

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
    /// Create the team's directory and sign in as its first superuser
    Init(Init),
    /// Sign in
    Login {
        /// Username
        name: String,
        #[command(flatten)]
        password: PasswordStdin,
    },
    /// Sign out
    Logout,
    /// Show the directory, where its key is and who is signed in
    Status,
    /// Show whether all is well, and what is new
    Overview(OverviewRequest),
    /// Check everything that is stored
    Doctor,
    /// Repair a directory that does not open, from what can be verified
    Repair,
    /// Your own account
    #[command(subcommand)]
    Account(Account),
    /// People
    #[command(subcommand)]
    User(User),
    /// Groups
    #[command(subcommand)]
    Group(Group),
    /// Permissions
    #[command(subcommand)]
    Permission(PermissionCommand),
    /// Import people
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
    /// The audit trail: who did what
    #[command(subcommand)]
    Audit(Audit),
    /// Undo a change
    Undo {
        #[command(flatten)]
        request: UndoRequest,
        /// Only show what would happen
        #[arg(long)]
        dry_run: bool,
        /// Show each of many changes
        #[arg(long)]
        verbose: bool,
    },
    /// Back up the whole directory with its key to an encrypted file
    Backup(Backup),
    /// Restore a directory from a backup
    Restore(Restore),
    /// The directory's key on paper
    #[command(subcommand)]
    RecoveryKit(RecoveryKit),
    /// The time that Portreeve uses
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
    /// Username of the first superuser
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
    #[value(name = "os-keychain", alias = "keychain")]
    OsKeychain,
    /// A file encrypted with a passphrase
    PassphraseFile,
}

#[derive(ClapArgs)]
pub(crate) struct PasswordStdin {
    /// Read the password from the first line of standard input
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// What becomes of a file that is there.
#[derive(ClapArgs)]
pub(crate) struct Force {
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;
    use portreeve_commands::{CommandLine, list};

    use super::Args;

    #[test]
    fn every_command_can_be_typed_or_says_why_not() {
        let mut args = Args::command();
        args.build();
        for spec in list::commands() {
            match spec.declared.command_line {
                CommandLine::Line(line) => {
                    let found = line
                        .split(' ')
                        .try_fold(&args, |command, word| command.find_subcommand(word));
                    assert!(
                        found.is_some(),
                        "{}: there is no `portreeve {line}`",
                        spec.declared.name
                    );
                }
                CommandLine::NoLine(why) => assert!(why.contains(' '), "{}: {why}", spec.declared.name),
            }
        }
    }
}
