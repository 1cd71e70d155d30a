//! A disk in memory that loses power and fails on request: unsynced data is dropped, reordered or torn.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Disk, DiskFile};

/// A disk writes whole sectors: a torn write is a mix of old and new ones.
const SECTOR: usize = 512;

/// A call that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How many changing calls still succeed before the one that fails.
    pub at: u64,
    /// The kind of the error.
    pub kind: io::ErrorKind,
    /// Whether all later ones fail as well.
    pub lasts: bool,
}

/// What a power cut does to unsynced writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrashStyle {
    /// None of them arrived.
    DropAll,
    /// All of them arrived.
    KeepAll,
    /// Each arrived whole, in part or not at all; the seed decides.
    Torn(u64),
}

/// A disk in memory.
#[derive(Clone, Default)]
pub struct SimulatedDisk(Arc<Mutex<Platter>>);

#[derive(Default)]
struct Platter {
    /// The names as programs see them.
    names: BTreeMap<String, usize>,
    /// The names after a power cut.
    durable_names: BTreeMap<String, usize>,
    files: Vec<Content>,
    changes: u64,
    fault: Option<Fault>,
    /// The most bytes that all files together may have.
    capacity: Option<u64>,
}

#[derive(Default)]
struct Content {
    /// The contents as programs see them.
    now: Vec<u8>,
    /// The contents at the last sync.
    durable: Vec<u8>,
    /// Writes since then: offset and bytes.
    pending: Vec<(u64, Vec<u8>)>,
}

impl SimulatedDisk {
    /// An empty disk.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a later call fail, or none.
    pub fn set_fault(&self, fault: Option<Fault>) {
        let mut platter = self.platter();
        platter.changes = 0;
        platter.fault = fault;
    }

    /// Limits the size of all files together, or removes the limit.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.platter().capacity = bytes;
    }

    /// The size of all files together.
    pub fn used(&self) -> u64 {
        self.platter().used()
    }

    /// The number of changing calls since the last [`set_fault`](Self::set_fault).
    pub fn changes(&self) -> u64 {
        self.platter().changes
    }

    /// The disk after a power cut now.
    pub fn crash(&self, style: CrashStyle) -> Self {
        let platter = self.platter();
        let mut random = SplitMix(match style {
            CrashStyle::Torn(seed) => seed,
            CrashStyle::DropAll | CrashStyle::KeepAll => 0,
        });
        let survives = |random: &mut SplitMix| match style {
            CrashStyle::DropAll => false,
            CrashStyle::KeepAll => true,
            CrashStyle::Torn(_) => random.next().is_multiple_of(2),
        };
        let files = platter.files.iter().map(|content| {
            let mut left = content.durable.clone();
            for (offset, bytes) in &content.pending {
                let mut at = usize::try_from(*offset).unwrap_or(usize::MAX);
                let mut rest = bytes.as_slice();
                // Sector by sector, independently: each arrived or not.
                while !rest.is_empty() {
                    let (sector, after) = rest.split_at(rest.len().min(SECTOR - at % SECTOR));
                    if survives(&mut random) {
                        write(&mut left, at, sector);
                    }
                    at += sector.len();
                    rest = after;
                }
            }
            Content {
                now: left.clone(),
                durable: left,
                pending: Vec::new(),
            }
        });
        let files = files.collect();
        // Of the changes of names since the last sync, all survive or none.
        let names = if survives(&mut random) {
            platter.names.clone()
        } else {
            platter.durable_names.clone()
        };
        Self(Arc::new(Mutex::new(Platter {
            durable_names: names.clone(),
            names,
            files,
            ..Platter::default()
        })))
    }

    /// The bytes of a file, to inspect and to damage.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let platter = self.platter();
        let file = platter.names.get(name)?;
        Some(platter.files[*file].now.clone())
    }

    /// Replaces or makes a file from outside, as with an editor.
    pub fn put(&self, name: &str, bytes: Vec<u8>) {
        let mut platter = self.platter();
        platter.files.push(Content {
            now: bytes.clone(),
            durable: bytes,
            pending: Vec::new(),
        });
        let file = platter.files.len() - 1;
        platter.names.insert(name.to_owned(), file);
        platter.durable_names.insert(name.to_owned(), file);
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Platter {
    /// Counts a changing call, and makes it fail if it is its turn.
    fn change(&mut self) -> io::Result<()> {
        let number = self.changes;
        self.changes += 1;
        match self.fault {
            Some(fault) if fault.at == number || (fault.lasts && number > fault.at) => Err(fault.kind.into()),
            _ => Ok(()),
        }
    }

    fn used(&self) -> u64 {
        self.names
            .values()
            .map(|file| self.files[*file].now.len() as u64)
            .sum()
    }

    fn find(&self, name: &str) -> io::Result<usize> {
        self.names
            .get(name)
            .copied()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for SimulatedDisk {
    fn list(&self) -> io::Result<Vec<String>> {
        Ok(self.platter().names.keys().cloned().collect())
    }

    fn open(&self, name: &str) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.platter().find(name)?;
        Ok(Arc::new(SimulatedFile {
            disk: self.clone(),
            file,
        }))
    }

    fn create(&self, name: &str) -> io::Result<Arc<dyn DiskFile>> {
        let mut platter = self.platter();
        platter.change()?;
        if platter.names.contains_key(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        platter.files.push(Content::default());
        let file = platter.files.len() - 1;
        platter.names.insert(name.to_owned(), file);
        Ok(Arc::new(SimulatedFile {
            disk: self.clone(),
            file,
        }))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut platter = self.platter();
        platter.change()?;
        let file = platter.find(from)?;
        platter.names.remove(from);
        platter.names.insert(to.to_owned(), file);
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut platter = self.platter();
        platter.change()?;
        platter.find(name)?;
        platter.names.remove(name);
        Ok(())
    }

    fn sync_names(&self) -> io::Result<()> {
        let mut platter = self.platter();
        platter.change()?;
        platter.durable_names = platter.names.clone();
        Ok(())
    }
}

struct SimulatedFile {
    disk: SimulatedDisk,
    file: usize,
}

impl DiskFile for SimulatedFile {
    fn length(&self) -> io::Result<u64> {
        Ok(self.disk.platter().files[self.file].now.len() as u64)
    }

    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let platter = self.disk.platter();
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let part = platter.files[self.file]
            .now
            .get(from..from.saturating_add(buffer.len()));
        buffer.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn write_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        let mut platter = self.disk.platter();
        platter.change()?;
        let at = usize::try_from(offset).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let length = platter.files[self.file].now.len();
        let growth = (at + bytes.len()).saturating_sub(length) as u64;
        if growth > 0
            && platter
                .capacity
                .is_some_and(|capacity| platter.used() + growth > capacity)
        {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let content = &mut platter.files[self.file];
        write(&mut content.now, at, bytes);
        content.pending.push((offset, bytes.to_vec()));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        let mut platter = self.disk.platter();
        platter.change()?;
        let content = &mut platter.files[self.file];
        for (offset, bytes) in std::mem::take(&mut content.pending) {
            write(
                &mut content.durable,
                usize::try_from(offset).unwrap_or(usize::MAX),
                &bytes,
            );
        }
        Ok(())
    }
}

fn write(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}

/// Steele, Lea and Flood's SplitMix64: a small generator whose whole state is its seed.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
