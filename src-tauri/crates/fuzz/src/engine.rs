//! The storage engine, opened over a file with foreign bytes.
//!
//! Invariants: an engine that opens, or is salvaged, has exactly the records that it had after one of the commits; with
//! an anchor, after the anchored commit or a later one. It never has a record that was not written. And it works on: a
//! commit made then is there at the next opening.

use std::collections::BTreeMap;

use portreeve_core::id::DirectoryId;
use portreeve_core::secret::SecretBytes;
use portreeve_storage::disk::{Disk, SimulatedDisk};
use portreeve_storage::engine::{Engine, JournaledEngine, Op, Place, Position};

use crate::{Target, corpus, sparse};

const DIRECTORY: DirectoryId = DirectoryId::from_bytes([1; 16]);
/// The numbers of commits before and after the snapshot.
const COMMITS: [u32; 2] = [5, 6];

fn root_key() -> SecretBytes {
    SecretBytes::new(vec![7; 32])
}

fn place(disk: &SimulatedDisk) -> Place {
    Place {
        disk: std::sync::Arc::new(disk.clone()),
        state: None,
    }
}

type Records = BTreeMap<Vec<u8>, Vec<u8>>;

/// A directory's files, and every state of its records.
struct Directory {
    files: BTreeMap<String, Vec<u8>>,
    /// The records after each commit.
    states: Vec<Records>,
    anchor: Position,
    /// The first of the states that the anchor accepts.
    anchored: usize,
}

impl Directory {
    fn make() -> Self {
        let disk = SimulatedDisk::new();
        let engine = JournaledEngine::create(place(&disk), &root_key(), DIRECTORY).expect("it is made");
        let mut states = vec![Records::new()];
        let mut commit = |number: u32| {
            let mut records = states.last().cloned().unwrap_or_default();
            let ops = [
                Op::Put(
                    format!("u{number}").into_bytes(),
                    vec![number as u8; 40 * number as usize],
                ),
                Op::Put(b"uagain".to_vec(), number.to_be_bytes().to_vec()),
                Op::Remove(format!("u{}", number / 2).into_bytes()),
            ];
            for op in &ops {
                match op {
                    Op::Put(key, value) => drop(records.insert(key.clone(), value.clone())),
                    Op::Remove(key) => drop(records.remove(key)),
                }
            }
            engine.commit(ops.to_vec().into()).expect("there is room");
            states.push(records);
        };
        let [before, after] = COMMITS;
        (1..=before).for_each(&mut commit);
        engine.compact().expect("there is room");
        (before + 1..=before + after / 2).for_each(&mut commit);
        let anchor = engine.announce();
        (before + after / 2 + 1..=before + after).for_each(&mut commit);
        drop(engine);
        let names = disk.list().expect("it can be listed");
        let file = |name: String| disk.bytes(&name).map(|bytes| (name, bytes));
        Self {
            files: names.into_iter().filter_map(file).collect(),
            states,
            anchor,
            anchored: (before + after / 2) as usize,
        }
    }

    /// The files whose names begin with `prefix`.
    fn named(&self, prefix: &str) -> impl Iterator<Item = (&String, &Vec<u8>)> {
        self.files
            .iter()
            .filter(move |(name, _)| name.starts_with(prefix))
    }

    fn seeds(&self, target: &str, prefix: &str) -> Vec<Vec<u8>> {
        let packed = self.named(prefix).map(|(_, bytes)| sparse::pack(bytes));
        packed.chain(corpus::inputs(target, |raw| raw)).collect()
    }

    /// Opens with `input` in place of the last file whose name begins with `prefix`. Returns whether it opened with the
    /// anchor.
    fn open_with(&self, prefix: &str, input: &[u8]) -> bool {
        let replaced = self.named(prefix).last().map(|(name, _)| name);
        let written = || {
            let disk = SimulatedDisk::new();
            for (name, bytes) in &self.files {
                let is_replaced = Some(name) == replaced;
                let bytes = if is_replaced {
                    sparse::unpack(input)
                } else {
                    bytes.clone()
                };
                disk.put(name, bytes);
            }
            disk
        };
        let disk = written();
        let anchored = JournaledEngine::open(place(&disk), &root_key(), DIRECTORY, [self.anchor]);
        if let Ok(engine) = anchored {
            self.require_state(engine, &disk, self.anchored);
            return true;
        }
        let disk = written();
        if let Ok(engine) = JournaledEngine::open(place(&disk), &root_key(), DIRECTORY, []) {
            self.require_state(engine, &disk, 0);
        }
        let disk = written();
        if let Ok(engine) = JournaledEngine::salvage(place(&disk), &root_key(), DIRECTORY) {
            self.require_state(engine, &disk, 0);
        }
        false
    }

    fn require_state(&self, engine: JournaledEngine, disk: &SimulatedDisk, first: usize) {
        // Damage found while reading is reported, not skipped.
        let Some(mut records) = records(&engine) else {
            return;
        };
        assert!(
            self.states[first..].contains(&records),
            "the records are none that were there after commit {first} or a later one: {records:?}"
        );
        for (key, value) in &records {
            assert_eq!(
                engine.get(key),
                Ok(Some(value.clone())),
                "read alone it is the same"
            );
        }
        let (key, value) = (b"uafter".to_vec(), b"it goes on".to_vec());
        if engine
            .commit(vec![Op::Put(key.clone(), value.clone())].into())
            .is_ok()
        {
            records.insert(key, value);
            let anchor = engine.announce();
            drop(engine);
            let engine = JournaledEngine::open(place(disk), &root_key(), DIRECTORY, [anchor]);
            let again = engine.as_ref().map(self::records);
            assert_eq!(again, Ok(Some(records)), "opened again");
        }
    }
}

/// Every record; `None` if some cannot be read.
fn records(engine: &JournaledEngine) -> Option<Records> {
    let mut records = Records::new();
    let read = engine.visit(&[], &mut |key, value| {
        records.insert(key.to_vec(), value.to_vec());
    });
    read.is_ok().then_some(records)
}

/// The last segment of the journal.
pub struct Journal(Directory);

impl Target for Journal {
    const NAME: &'static str = "journal";

    fn start() -> Self {
        Self(Directory::make())
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        self.0.seeds(Self::NAME, "journal-")
    }

    fn check(&self, input: &[u8]) {
        self.0.open_with("journal-", input);
    }
}

/// The snapshot.
pub struct Snapshot(Directory);

impl Target for Snapshot {
    const NAME: &'static str = "snapshot";

    fn start() -> Self {
        Self(Directory::make())
    }

    fn seeds(&self) -> Vec<Vec<u8>> {
        self.0.seeds(Self::NAME, "snapshot-")
    }

    fn check(&self, input: &[u8]) {
        self.0.open_with("snapshot-", input);
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_seed_opens_and_is_noticed_where_it_is_not_what_was_written() {
        let mut directory = Directory::make();
        for (target, prefix) in [(Journal::NAME, "journal-"), (Snapshot::NAME, "snapshot-")] {
            let seeds = directory.seeds(target, prefix);
            assert!(
                directory.open_with(prefix, seeds.last().expect("a seed")),
                "{target}"
            );
        }
        // Now the newest records count as never written.
        directory.states.pop();
        let seeds = directory.seeds(Journal::NAME, "journal-");
        let opened = catch_unwind(AssertUnwindSafe(|| directory.open_with("journal-", &seeds[0])));
        assert!(opened.is_err());
    }
}
