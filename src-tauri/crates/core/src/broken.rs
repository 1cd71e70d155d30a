//! Ways to break Portreeve on purpose: a fault test that stays green on a broken build proves nothing. They are in
//! `core` because every crate that keeps a promise depends on it.
//!
//! They exist only in a build with the feature `broken`; there `PORTREEVE_BREAK` names the active one.

/// A promise that can be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A commit is acknowledged before it is written.
    Acknowledgement,
    /// The journal is not synced.
    Sync,
    /// Compaction removes the old files before the new snapshot exists.
    Compaction,
    /// A commit that the disk refused is acknowledged.
    Errors,
    /// MACs are not checked on reading.
    Macs,
    /// A record of the state is not checked against its tag.
    Tags,
    /// The anchor is ignored.
    Anchor,
    /// A restored or repaired directory accepts earlier sign-ins.
    Epoch,
    /// A backup counts as whole wherever it ends.
    Backup,
    /// The computer's clock is always believed.
    Clock,
    /// Verifying the trail ignores a wrong event.
    Trail,
}

/// Whether this fault is active.
#[cfg(feature = "broken")]
pub fn is(way: Fault) -> bool {
    static BROKEN: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| std::env::var("PORTREEVE_BREAK").unwrap_or_default());
    BROKEN.eq_ignore_ascii_case(&format!("{way:?}"))
}

/// Whether this fault is active: never.
#[cfg(not(feature = "broken"))]
pub const fn is(_: Fault) -> bool {
    false
}

#[cfg(all(feature = "broken", not(debug_assertions)))]
compile_error!("what is broken on purpose is for fault tests, never for a release");
