//! Signing in and sessions on the wire.

use crate::about::about;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::user::wire::UserRow;
use crate::wire::secret::WireSecret;

/// What kind of signed-in state it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "wire.ts")]
pub enum SessionKind {
    /// The desktop window.
    Window,
    /// The command line.
    Cli,
    /// A family of refresh tokens that a local app holds.
    TokenFamily,
}

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInRequest {
    /// Login name.
    pub login: String,
    /// Password.
    pub password: WireSecret,
    /// Where from: `window` or `cli`.
    pub kind: SessionKind,
}

/// A new session. The token stays with the process that asked; the window never sees it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SignInResponse {
    /// Proves the session.
    pub token: WireSecret,
    /// Who signed in.
    pub user: UserRow,
}

/// Who is signed in and what they may do here.
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
    /// Whose: identifier.
    pub user_id: String,
    /// Whose: login name.
    pub login: String,
    /// Whose: first and last name.
    pub display_name: String,
    /// What kind.
    pub kind: SessionKind,
    /// The local app, for token families.
    pub client: Option<String>,
    /// When it began.
    pub issued_at: String,
    /// When it was last used.
    pub last_seen_at: String,
    /// When it ends by itself.
    pub expires_at: String,
    /// Whether it is the session that asks.
    pub is_current: bool,
}

/// Asks for live sessions.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct SessionListRequest {
    /// Only this user's.
    pub user: Option<String>,
}

/// Live sessions, the last used first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SessionListResponse {
    /// The rows.
    pub sessions: Vec<SessionRow>,
}

/// Ends one session or family, or all of a user.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export_to = "wire.ts", optional_fields = nullable)]
pub struct SessionRevokeRequest {
    /// One session or token family.
    pub session: Option<String>,
    /// All of this user's.
    pub user: Option<String>,
}

/// How many were ended.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(export_to = "wire.ts")]
pub struct SessionRevokeResponse {
    /// Sessions and families that were alive and are not any more.
    pub ended: u32,
}

about! {
    SessionListRequest: mention User user;
    SessionRevokeRequest: object User user;
    SignInRequest: object Login login;
}
