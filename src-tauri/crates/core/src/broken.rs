//! Ways to break Portreeve on purpose: a fault test that stays green on a broken build proves nothing. They stand here
//! because `core` is what every crate that keeps a promise knows.
//!
//! Only a build with the feature `broken` has them; there `PORTREEVE_BREAK` names the one that is in force.

/// What can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A commit is acknowledged before it is written.
    Acknowledgement,
    /// The journal is not synced.
    Sync,
    /// The old files go before the snapshot that replaces them is there.
    Compaction,
    /// A commit that the disk refused is acknowledged.
    Errors,
    /// What is read back is not checked.
    Macs,
    /// A record of the state is not checked against what it must be.
    Tags,
    /// What was remembered elsewhere is not looked at.
    Anchor,
    /// A restored or repaired directory takes what was signed in before.
    Epoch,
    /// A backup is taken for whole wherever reading it ends.
    Backup,
    /// Whatever the machine's clock shows is believed.
    Clock,
    /// An event of the trail that is wrong is passed over.
    Trail,
}

/// Whether this way is in force.
#[cfg(feature = "broken")]
pub fn is(way: Way) -> bool {
    static BROKEN: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| std::env::var("PORTREEVE_BREAK").unwrap_or_default());
    BROKEN.eq_ignore_ascii_case(&format!("{way:?}"))
}

/// Whether this way is in force: never.
#[cfg(not(feature = "broken"))]
pub const fn is(_: Way) -> bool {
    false
}

#[cfg(all(feature = "broken", not(debug_assertions)))]
compile_error!("what is broken on purpose is for fault tests, never for a release");
