//! What can be typed.

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
pub(crate) use user::User;

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
    #[value(name = "os-keychain", alias = "keychain")]
    OsKeychain,
    /// A file sealed with a passphrase
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
    /// Replace a file that is there
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
            match spec.command_line {
                CommandLine::Line(line) => {
                    let found = line
                        .split(' ')
                        .try_fold(&args, |command, word| command.find_subcommand(word));
                    assert!(found.is_some(), "{}: there is no `portreeve {line}`", spec.name);
                }
                CommandLine::NoLine(why) => assert!(why.contains(' '), "{}: {why}", spec.name),
            }
        }
    }
}
