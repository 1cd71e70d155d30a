//! People as a table for spreadsheets.

use super::wire::{UserRow, UserState};
use crate::csv;

const HEAD: [&str; 10] = [
    "username",
    "first_name",
    "last_name",
    "email",
    "state",
    "is_staff",
    "is_superuser",
    "groups",
    "joined_at",
    "last_sign_in_at",
];

/// The whole table, with its head. No cell is a formula.
pub fn table(rows: &[UserRow]) -> String {
    let mut table = csv::head(HEAD);
    for row in rows {
        table.push_str(&line(row));
    }
    table
}

fn line(row: &UserRow) -> String {
    let yes = |holds| if holds { "yes" } else { "no" }.to_owned();
    let groups: Vec<&str> = row.groups.iter().map(|group| group.name.as_str()).collect();
    csv::line([
        row.login.clone(),
        row.first_name.clone(),
        row.last_name.clone(),
        row.email.clone(),
        state(row.state).to_owned(),
        yes(row.is_staff),
        yes(row.is_superuser),
        groups.join("; "),
        row.joined_at.clone(),
        row.last_sign_in_at.clone().unwrap_or_default(),
    ])
}

fn state(state: UserState) -> &'static str {
    match state {
        UserState::Active => "active",
        UserState::Disabled => "disabled",
        UserState::NotYetValid => "not_yet_valid",
        UserState::Expired => "expired",
        UserState::Deleted => "deleted",
    }
}
