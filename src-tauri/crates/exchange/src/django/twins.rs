//! Names of a dump that cannot all be made here, though Django tells them apart.

use std::collections::HashMap;

use portreeve_core::name::{Likeness, NameKey, Skeleton};

use super::error::shown;
use super::held::Why;
use super::note::Notes;

/// Most places that are named of one name.
const PLACES_MAX: usize = 10;

/// A name, and its place in the file.
type Named<'n> = (&'n str, usize);

/// For each name, by its place in the file, what stands in its way, if anything does. Names that only look alike are
/// told.
pub(super) fn find<'n>(names: impl Iterator<Item = Named<'n>>, notes: &mut Notes) -> HashMap<usize, Why> {
    let mut alike: HashMap<Skeleton, Vec<(NameKey, Named<'n>)>> = HashMap::new();
    for (name, place) in names {
        let key = NameKey::new(name);
        alike
            .entry(key.skeleton())
            .or_default()
            .push((key, (name, place)));
    }
    let mut found = HashMap::new();
    for names in alike.into_values().filter(|names| names.len() > 1) {
        let first = &names[0].0;
        // One of another script is enough: it is a twin of the first, and each other one a twin of it or of the first.
        if names
            .iter()
            .any(|(key, _)| first.likeness(key) == Some(Likeness::Twin))
        {
            let twins: Vec<Named<'n>> = names.iter().map(|(_, named)| *named).collect();
            found.extend(in_the_way(&twins));
            continue;
        }
        let mut same: HashMap<&NameKey, Vec<Named<'n>>> = HashMap::new();
        for (key, named) in &names {
            same.entry(key).or_default().push(*named);
        }
        if same.len() > 1 {
            tell_similar(&names, notes);
        }
        for twins in same.into_values().filter(|twins| twins.len() > 1) {
            found.extend(in_the_way(&twins));
        }
    }
    found
}

fn tell_similar(names: &[(NameKey, Named<'_>)], notes: &mut Notes) {
    let (first, (first_name, _)) = &names[0];
    for (_, (name, _)) in names.iter().filter(|(key, _)| key != first) {
        let pair = format!("{} and {}", shown(first_name), shown(name));
        notes.about("names that look alike are taken as different", &pair);
    }
}

fn in_the_way(twins: &[Named<'_>]) -> Vec<(usize, Why)> {
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
