//! Names of a dump that cannot all be made here, though Django tells them apart.

use std::collections::HashMap;

use portreeve_core::name::NameKey;

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
    let mut alike: HashMap<NameKey, Vec<(&str, usize)>> = HashMap::new();
    for (name, place) in names {
        alike.entry(NameKey::new(name)).or_default().push((name, place));
    }
    let mut found = HashMap::new();
    for names in alike.into_values().filter(|names| names.len() > 1) {
        let mut same: HashMap<String, Vec<(&str, usize)>> = HashMap::new();
        let is_mixed = !names.iter().all(|(name, _)| name.is_ascii());
        for (name, place) in &names {
            same.entry(meant(name, is_mixed))
                .or_default()
                .push((name, *place));
        }
        if same.len() > 1 {
            let first = shown(names[0].0);
            for (name, _) in &names[1..] {
                notes.about(
                    "names that look alike are taken as different",
                    &format!("{first} and {}", shown(name)),
                );
            }
        }
        for twins in same.into_values().filter(|twins| twins.len() > 1) {
            found.extend(in_the_way(&twins));
        }
    }
    found
}

/// What two of the names that look alike have in common if only one of them can be made. Plain ASCII names that
/// differ in letters or digits are different names; across scripts, looking alike is enough.
fn meant(name: &str, is_mixed: bool) -> String {
    if is_mixed {
        String::new()
    } else {
        name.to_ascii_lowercase()
    }
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
