//! Django's dumps.
//!
//! Invariants: every imported person has a username of their own, and the groups and permissions that they refer to are
//! imported as well. No message about a dump contains characters that control a terminal, whatever the dump contains.

use std::collections::BTreeSet;

use portreeve_core::progress::unwatched;
use portreeve_core::text::is_unseen;
use portreeve_exchange::import::django::parse;
use portreeve_exchange::import::{self, Options};

use crate::{Target, corpus};

/// Django's dumps.
pub struct Dump;

impl Target for Dump {
    const NAME: &'static str = "dump";

    fn start() -> Self {
        Self
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        corpus::inputs(Self::NAME, |dump| dump)
    }

    fn check(&self, input: &[u8]) {
        match parse(input.to_vec(), &Options::default(), &unwatched) {
            Ok(dump) => require_whole(&dump),
            Err(error) => require_harmless(&error.to_string()),
        }
    }
}

fn require_whole(dump: &import::Dump) {
    let logins: BTreeSet<&str> = dump.users.iter().map(|user| user.login.as_str()).collect();
    assert_eq!(logins.len(), dump.users.len(), "two people have one login name");
    let groups: BTreeSet<&str> = dump.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(groups.len(), dump.groups.len(), "two groups have one name");
    let permissions: BTreeSet<_> = dump.permissions.iter().map(|listed| &listed.permission).collect();
    for user in &dump.users {
        assert!(user.groups.iter().all(|name| groups.contains(name.as_ref())));
        assert!(
            user.permissions
                .iter()
                .all(|granted| permissions.contains(granted))
        );
    }
    for group in &dump.groups {
        assert!(
            group
                .permissions
                .iter()
                .all(|granted| permissions.contains(granted))
        );
    }
    dump.notes
        .iter()
        .for_each(|note| require_harmless(&note.to_string()));
    for held in &dump.held.first {
        require_harmless(&held.why.to_string());
    }
}

/// Line ends in a message are ours; any other invisible character would be the dump's.
fn require_harmless(text: &str) {
    let unseen = text.chars().find(|c| is_unseen(*c) && *c != '\n');
    assert_eq!(unseen, None, "unseen in: {text:?}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seeds_are_dumps_with_people_in_them() {
        for seed in Dump::start().seeds() {
            let dump = parse(seed, &Options::default(), &unwatched).expect("a seed is read");
            assert!(!dump.users.is_empty() && !dump.groups.is_empty() && !dump.permissions.is_empty());
        }
    }
}
