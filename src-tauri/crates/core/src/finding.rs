//! What is found wrong with what is stored.

/// Something in the store that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In words, with the name of the file or record.
    pub what: String,
    /// What became of it.
    pub outcome: RepairOutcome,
}

/// What became of something that was found wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairOutcome {
    /// It was made again from what is good; nothing is lost.
    Healed,
    /// It could not be, or not yet.
    Lost,
    /// Nothing is lost by it, and there is nothing to heal.
    Noted,
}
