//! Names and keys of a dump that are too similar to be used together.

use std::collections::HashMap;

use portreeve_core::name::{Likeness, Name, NameKey, Skeleton, Writing};

use super::error::shown;
use super::held::Why;
use super::note::Notes;

/// How many places of one name are listed.
const PLACES_MAX: usize = 10;

/// A name, and its place in the file.
type Named<'n> = (&'n str, usize);

/// By place in the file, the reason why a name cannot be used, if there is one. Names that only look alike are noted.
pub(super) fn find<'n>(names: impl Iterator<Item = Named<'n>>, notes: &mut Notes) -> HashMap<usize, Why> {
    let names: Vec<(Name<'n>, Named<'n>)> = names.map(|named| (Name::new(named.0), named)).collect();
    let mut found = HashMap::new();
    for names in alike(&names, Writing::Small) {
        if hold_twins(&names, &mut found) {
            continue;
        }
        let mut same: HashMap<&NameKey, Vec<Named<'_>>> = HashMap::new();
        for (name, named) in &names {
            same.entry(name.key()).or_default().push(*named);
        }
        tell_similar(&names, |first, other| first.key() != other.key(), notes);
        for twins in same.into_values().filter(|twins| twins.len() > 1) {
            found.extend(in_the_way(&twins));
        }
    }
    // A capital I looks like a small l only as written; names that look alike in small letters are noted already.
    let is_new = |first: &Name<'_>, other: &Name<'_>| {
        first.skeleton(Writing::Small) != other.skeleton(Writing::Small)
            && first.likeness(other) == Some(Likeness::Similar)
    };
    for names in alike(&names, Writing::AsWritten) {
        tell_similar(&names, is_new, notes);
    }
    // Letters of another script make twins of names that differ in small letters.
    if names.iter().any(|(_, (name, _))| !name.is_ascii()) {
        for names in
            [Writing::Capitals, Writing::Title, Writing::AsWritten].map(|writing| alike(&names, writing))
        {
            names.iter().for_each(|names| {
                hold_twins(names, &mut found);
            });
        }
    }
    found
}

/// The same for primary keys that stand for more than one object.
pub(super) fn find_keys<'n>(keys: impl Iterator<Item = Named<'n>>) -> Vec<(usize, Why)> {
    let mut keys: Vec<Named<'n>> = keys.collect();
    keys.sort_unstable();
    let same = keys.chunk_by(|(one, _), (other, _)| one == other);
    same.filter(|same| same.len() > 1)
        .flat_map(|same| {
            let places: Vec<usize> = same.iter().map(|(_, place)| *place).take(PLACES_MAX).collect();
            let why = |(key, place): &Named<'n>| (*place, Why::KeyTwice(shown(key), places.clone()));
            same.iter().map(why).collect::<Vec<_>>()
        })
        .collect()
}

type Alike<'n> = Vec<(&'n Name<'n>, Named<'n>)>;

/// The names that look alike when written so, in sets of two or more.
fn alike<'a, 'n: 'a>(names: &'a [(Name<'n>, Named<'n>)], writing: Writing) -> Vec<Alike<'a>> {
    let mut alike: HashMap<Skeleton, Alike<'a>> = HashMap::new();
    for (name, named) in names {
        alike
            .entry(name.skeleton(writing))
            .or_default()
            .push((name, *named));
    }
    alike.into_values().filter(|names| names.len() > 1).collect()
}

/// Holds all names of the set if one uses another script. One is enough: it is a twin of the first, and each other name
/// is a twin of it or of the first.
fn hold_twins(names: &Alike<'_>, found: &mut HashMap<usize, Why>) -> bool {
    let first = names[0].0;
    let is_held = names
        .iter()
        .any(|(name, _)| first.likeness(name) == Some(Likeness::Twin));
    if is_held {
        let twins: Vec<Named<'_>> = names.iter().map(|(_, named)| *named).collect();
        for (place, why) in in_the_way(&twins) {
            found.entry(place).or_insert(why);
        }
    }
    is_held
}

/// Notes each name that is similar to the first.
fn tell_similar(names: &Alike<'_>, is_similar: impl Fn(&Name<'_>, &Name<'_>) -> bool, notes: &mut Notes) {
    let (first, (first_name, _)) = names[0];
    for (_, (name, _)) in names.iter().filter(|(other, _)| is_similar(first, other)) {
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
