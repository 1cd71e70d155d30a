//! Which positions the anchor may hold. The anchor is a position that somebody remembers outside of the folder; that it
//! is one of this journal's own past is what tells a copy that went another way. The journal shows it while it has the
//! entry; snapshots, the state and `closed` carry these along for when it has not any more.

use super::frame::{POSITION_BYTES, Position};

const HERE: usize = 4;
const ELSEWHERE: usize = 12;
pub(super) const REMEMBERED_BYTES: usize = (ELSEWHERE + HERE) * POSITION_BYTES;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AnchorPositions {
    /// Where the folder was before, the latest last: it may be moved back.
    elsewhere: [Option<Position>; ELSEWHERE],
    /// The last that is remembered for certain, then those that may be.
    here: [Option<Position>; HERE],
}

impl AnchorPositions {
    /// What is remembered here is one of `anchors`. Whatever else was thought to be is remembered in a place where the
    /// folder was before; or it never came to be, or was lost with a kill.
    pub(super) fn held(self, anchors: &[Position]) -> Self {
        let others = self.here.into_iter().flatten();
        let others = others.filter(|position| !anchors.contains(position));
        Self {
            elsewhere: latest(self.elsewhere.into_iter().flatten().chain(others)),
            here: latest(anchors.iter().copied()),
        }
    }

    /// Something is going to be remembered in another place, to which it has come at `position`.
    pub(super) fn moved(self, position: Position) -> Self {
        let before = self.elsewhere.into_iter().chain(self.here).flatten();
        Self {
            elsewhere: latest(before.chain([position])),
            here: [None; HERE],
        }
    }

    /// `position` is about to be remembered.
    pub(super) fn announce(&mut self, position: Position) {
        let mut known = self.here.into_iter().flatten();
        let certain = known.next();
        let announced: Vec<Position> = known.chain([position]).collect();
        let kept = announced.len().saturating_sub(HERE - 1);
        self.here = latest(certain.into_iter().chain(announced[kept..].iter().copied()));
    }

    /// `position` is remembered now; what was before it is not any more.
    pub(super) fn confirm(&mut self, position: Position) {
        let known = self.here.into_iter().flatten();
        self.here = latest(known.skip_while(|known| *known != position));
    }

    pub(super) fn contains(&self, position: Position) -> bool {
        let mut known = self.elsewhere.iter().chain(&self.here).flatten();
        known.any(|known| *known == position)
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        let places = self.elsewhere.into_iter().chain(self.here);
        let bytes = places.map(|position| position.map_or([0; POSITION_BYTES], Position::to_bytes));
        bytes.flatten().collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut remembered = Self::default();
        let (places, []) = bytes.as_chunks::<POSITION_BYTES>() else {
            return None;
        };
        if places.len() != ELSEWHERE + HERE {
            return None;
        }
        // No position before the first entry is ever remembered.
        let read = |bytes: &[u8; POSITION_BYTES]| {
            Some(Position::from_bytes(bytes)).filter(|position| position.sequence > 0)
        };
        for (place, bytes) in remembered
            .elsewhere
            .iter_mut()
            .chain(&mut remembered.here)
            .zip(places)
        {
            *place = read(bytes);
        }
        Some(remembered)
    }
}

/// The last of `positions`, each once.
fn latest<const N: usize>(positions: impl Iterator<Item = Position>) -> [Option<Position>; N] {
    let mut all: Vec<Position> = Vec::new();
    for position in positions.filter(|position| position.sequence > 0) {
        all.retain(|known| *known != position);
        all.push(position);
    }
    let from = all.len().saturating_sub(N);
    let mut kept = [None; N];
    kept.iter_mut()
        .zip(&all[from..])
        .for_each(|(place, position)| *place = Some(*position));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(number: u8) -> Position {
        Position {
            sequence: number.into(),
            head: [number; 32],
        }
    }

    #[test]
    fn the_last_that_is_certain_is_kept_while_nothing_can_be_remembered() {
        let mut remembered = AnchorPositions::default().held(&[position(1)]);
        for number in 2..100 {
            remembered.announce(position(number));
            assert!(remembered.contains(position(1)) && remembered.contains(position(number)));
        }
        remembered.confirm(position(99));
        assert!(remembered.contains(position(99)) && !remembered.contains(position(1)));
    }

    #[test]
    fn a_folder_that_was_moved_may_be_moved_back() {
        let mut remembered = AnchorPositions::default().held(&[position(1)]);
        remembered.announce(position(3));
        let mut moved = remembered.moved(position(5));
        moved.announce(position(7));
        moved.confirm(position(7));
        for number in [1, 3, 5, 7] {
            assert!(moved.contains(position(number)), "{number}");
        }
        assert_eq!(AnchorPositions::from_bytes(&moved.to_bytes()), Some(moved));
    }
}
