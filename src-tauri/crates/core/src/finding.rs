//! Faults in stored data.

/// A fault in stored data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The fault in words, with the name of the file or record.
    pub what: String,
    /// What was done about it.
    pub outcome: RepairOutcome,
}

/// What was done about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairOutcome {
    /// It was repaired from a good copy; nothing is lost.
    Healed,
    /// It could not be repaired, or not yet.
    Lost,
    /// Nothing is lost, and there is nothing to repair.
    Noted,
}
