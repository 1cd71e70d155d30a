//! The positions that the anchor may hold. The anchor is stored outside the folder. It must be a position of this
//! journal's own past; otherwise the folder is a copy that went another way. The journal proves that while it has the
//! entry. Afterwards these lists prove it, which snapshots, the state and `closed` carry along.

use super::frame::{POSITION_BYTES, Position};

const HERE: usize = 4;
const ELSEWHERE: usize = 12;
pub(super) const REMEMBERED_BYTES: usize = (ELSEWHERE + HERE) * POSITION_BYTES;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct AnchorPositions {
    /// Positions that other places hold from when the folder was there, the latest last: it may be moved back.
    elsewhere: [Option<Position>; ELSEWHERE],
    /// The last position that the anchor holds for certain, then those that it may hold.
    here: [Option<Position>; HERE],
}

impl AnchorPositions {
    /// The anchor here holds one of `anchors`. Any other position that it might have held belongs to a place where the
    /// folder was before, or a kill prevented the write.
    pub(super) fn held(self, anchors: &[Position]) -> Self {
        let others = self.here.into_iter().flatten();
        let others = others.filter(|position| !anchors.contains(position));
        Self {
            elsewhere: latest(self.elsewhere.into_iter().flatten().chain(others)),
            here: latest(anchors.iter().copied()),
        }
    }

    /// The folder has come to another place at `position`, and the anchor there is about to be written.
    pub(super) fn moved(self, position: Position) -> Self {
        let before = self.elsewhere.into_iter().chain(self.here).flatten();
        Self {
            elsewhere: latest(before.chain([position])),
            here: [None; HERE],
        }
    }

    /// `position` is about to be written to the anchor.
    pub(super) fn announce(&mut self, position: Position) {
        let mut known = self.here.into_iter().flatten();
        let certain = known.next();
        let announced: Vec<Position> = known.chain([position]).collect();
        let kept = announced.len().saturating_sub(HERE - 1);
        self.here = latest(certain.into_iter().chain(announced[kept..].iter().copied()));
    }

    /// The anchor holds `position` now, and none before it.
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
        // The anchor never holds the position before the first entry.
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

/// The last of `positions`, without duplicates.
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
