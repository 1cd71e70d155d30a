//! Names of a dump that cannot all be made here, though Django tells them apart.

use std::collections::HashMap;

use portreeve_core::name::{Likeness, NameKey, Skeleton};

use super::error::shown;
use super::held::Why;
use super::note::Notes;

/// Most places that are named of one name.
const PLACES_MAX: usize = 10;

/// For each name, with its place in the file, what stands in its way, if anything does. Names that only look alike
/// are told.
pub(super) fn find<'n>(
    names: impl Iterator<Item = (&'n str, usize)>,
    notes: &mut Notes,
) -> HashMap<usize, Why> {
    let mut alike: HashMap<Skeleton, Vec<(NameKey, &str, usize)>> = HashMap::new();
    for (name, place) in names {
        let key = NameKey::new(name);
        alike.entry(key.skeleton()).or_default().push((key, name, place));
    }
    let mut found = HashMap::new();
    for names in alike.into_values().filter(|names| names.len() > 1) {
        // Of each of these, only one can be made.
        let mut same: Vec<Vec<(NameKey, &str, usize)>> = Vec::new();
        for name in names {
            let is_one = |other: &(NameKey, &str, usize)| {
                matches!(name.0.likeness(&other.0), Some(Likeness::Same | Likeness::Twin))
            };
            match same.iter_mut().find(|twins| twins.iter().any(is_one)) {
                Some(twins) => twins.push(name),
                None => same.push(vec![name]),
            }
        }
        let first = shown(same[0][0].1);
        for other in &same[1..] {
            notes.about(
                "names that look alike are taken as different",
                &format!("{first} and {}", shown(other[0].1)),
            );
        }
        for twins in same.into_iter().filter(|twins| twins.len() > 1) {
            let twins: Vec<(&str, usize)> = twins.into_iter().map(|(_, name, place)| (name, place)).collect();
            found.extend(in_the_way(&twins));
        }
    }
    found
}

fn in_the_way(twins: &[(&str, usize)]) -> Vec<(usize, Why)> {
    let (first, place) = twins[0];
    if twins.iter().all(|(name, _)| *name == first) {
        let places: Vec<usize> = twins.iter().map(|(_, place)| *place).take(PLACES_MAX).collect();
        return twins
            .iter()
            .map(|(_, place)| (*place, Why::Twice(places.clone())))
            .collect();
    }
    let other = twins.iter().find(|(name, _)| *name != first).unwrap_or(&twins[0]);
    let of = |name: &str| match name == first {
        true => Why::Twin(other.0.to_owned(), other.1),
        false => Why::Twin(first.to_owned(), place),
    };
    twins.iter().map(|(name, place)| (*place, of(name))).collect()
}
