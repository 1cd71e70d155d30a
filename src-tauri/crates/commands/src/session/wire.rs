//! Signing in and sessions on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::user::wire::UserRow;
use crate::wire::secret::WireSecret;

/// The kinds of sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum SessionKind {
    /// The desktop window.
    Window,
    /// The command line.
    Cli,
    /// A family of refresh tokens of a local app.
    TokenFamily,
}

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInRequest {
    /// Username.
    pub login: String,
    /// Password.
    pub password: WireSecret,
    /// `window` or `cli`.
    pub kind: SessionKind,
}

/// A new session. The token stays with the process that asked; the window never sees it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInResponse {
    /// The token of the session.
    pub token: WireSecret,
    /// The user who signed in.
    pub user: UserRow,
}

/// The signed-in user and their rights here.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct MeResponse {
    /// The signed-in user.
    pub user: UserRow,
    /// Portreeve's own permissions that they have.
    pub permissions: Vec<String>,
}

/// One session or token family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SessionRow {
    /// The identifier.
    pub id: String,
    /// The user's identifier.
    pub user_id: String,
    /// The user's username.
    pub login: String,
    /// The user's first and last name.
    pub display_name: String,
    /// Its kind.
    pub kind: SessionKind,
    /// The local app, for token families.
    pub client: Option<String>,
    /// When it began.
    pub issued_at: String,
    /// When it was last used.
    pub last_seen_at: String,
    /// When it expires.
    pub expires_at: String,
    /// Whether it is the session that asks.
    pub is_current: bool,
}

/// Asks for live sessions.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct SessionListRequest {
    /// Only sessions of this user.
    #[cfg_attr(feature = "cli", arg(long, help = "Only this person's"))]
    pub user: Option<String>,
    /// Only token families for this local app.
    #[cfg_attr(feature = "cli", arg(long, help = "Only those of this local app"))]
    pub client: Option<String>,
}

/// Live sessions, the most recently used first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SessionListResponse {
    /// The rows.
    pub sessions: Vec<SessionRow>,
}

/// Ends one session or family, or all of a user.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct SessionRevokeRequest {
    /// One session or token family.
    #[cfg_attr(feature = "cli", arg(group = "which", help = "The session's identifier"))]
    pub session: Option<String>,
    /// All sessions and families of this user.
    #[cfg_attr(feature = "cli", arg(long, group = "which", help = "All of this person's"))]
    pub user: Option<String>,
}

/// How many were ended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SessionRevokeResponse {
    /// The number of ended sessions and families.
    pub ended: u32,
}

/// What the sign-in page shows before anyone is signed in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct GreetingResponse {
    /// The team's name.
    pub team: String,
    /// The username of the person who signed in last, if they still can.
    pub last_login: Option<String>,
}

about! {
    SessionListRequest: mention User user, mention Client client;
    SessionRevokeRequest: object User user;
    SignInRequest: object Login login;
}
