//! Snapshots: all records as they were at one position of the journal, in key order.
//!
//! ```text
//! snapshot-<position, hexadecimal>
//! "prvsnap1" | directory id (16) | position u64 | its MAC (32) | digest of the records (16) | what the anchor may hold (640)
//! chunks of about 32 KiB:  key length u16 | key | value length u32 | value | ...
//! table, for each chunk:   offset u64 | length u32 | MAC of the chunk (32) | first key's length u16 | first key
//! tags, for each record:   start of SHA-256(key) (12) | tag (16)
//! offset of the table u64 | its length u64 | length of the tags u64 | number of records u64 | MAC (32)
//! ```
//! The last MAC covers everything but the chunks, and through the table those too: a chunk is checked when it is read.

use std::io;
use std::sync::Arc;

use portreeve_core::ports::StoreError;

use super::anchor_positions::AnchorPositions;
use super::checkpoint::{MARK_BYTES, Mark};
use super::frame::Position;
use super::keys::{Keys, MAC_BYTES, Mac};
use super::record_mac::{self, Digest, Entry, Tag, Tags};
use crate::broken::{self, Fault};
use crate::disk::{self, Disk, DiskFile, finish_whole};
use crate::engine::from_io;

const MAGIC: &[u8; 8] = b"prvsnap1";
const HEADER_BYTES: usize = 8 + 16 + MARK_BYTES;
const NUMBERS_BYTES: usize = 4 * 8;
const CHUNK_BYTES: usize = 32 << 10;
/// Chunks are written together, so that a large snapshot does not take a call for each.
const WRITE_BYTES: usize = 1 << 20;
const PREFIX: &str = "snapshot-";

pub(super) struct Snapshot {
    pub(super) name: String,
    pub(super) position: Position,
    pub(super) digest: Digest,
    pub(super) remembered: AnchorPositions,
    /// The length of the file, in bytes.
    pub(super) length: u64,
    pub(super) records: u64,
    keys: Keys,
    file: Arc<dyn DiskFile>,
    chunks: Vec<Chunk>,
    tags: Tags,
}

struct Chunk {
    offset: u64,
    length: u32,
    mac: Mac,
    first_key: Vec<u8>,
}

/// The names of the snapshots, the newest first.
pub(super) fn list(disk: &dyn Disk) -> io::Result<Vec<String>> {
    let mut names: Vec<String> = disk
        .list()?
        .into_iter()
        .filter(|name| {
            name.strip_prefix(PREFIX)
                .is_some_and(|rest| u64::from_str_radix(rest, 16).is_ok())
        })
        .collect();
    names.sort_by(|a, b| b.cmp(a));
    Ok(names)
}

/// The name of the snapshot at `position`.
pub(super) fn name(position: Position) -> String {
    format!("{PREFIX}{:016x}", position.sequence)
}

impl Snapshot {
    /// Opens a snapshot. Its chunks are checked when they are read.
    pub(super) fn open(disk: &dyn Disk, keys: &Keys, name: &str) -> Result<Self, StoreError> {
        let file = disk.open(name).map_err(|error| from_io(&error))?;
        let read = |offset, length: u64| {
            let length = usize::try_from(length).map_err(|_| damaged(name))?;
            disk::read(file.as_ref(), offset, length).map_err(|error| unreadable(name, &error))
        };
        let length = file.length().map_err(|error| from_io(&error))?;
        let ending = (NUMBERS_BYTES + MAC_BYTES) as u64;
        if length < HEADER_BYTES as u64 + ending {
            return Err(damaged(name));
        }
        let header = read(0, HEADER_BYTES as u64)?;
        if header[..7] == MAGIC[..7] && header[7] > MAGIC[7] {
            return Err(StoreError::Newer(name.to_owned()));
        }
        let end = read(length - ending, ending)?;
        let (numbers, mac) = end.split_at(NUMBERS_BYTES);
        let [table_at, table_length, tags_length, records] =
            numbers_of(numbers).ok_or_else(|| damaged(name))?;
        let fits = table_at
            .checked_add(table_length)
            .and_then(|end| end.checked_add(tags_length))
            .is_some_and(|end| end == length - ending);
        if !fits {
            return Err(damaged(name));
        }
        let table = read(table_at, table_length)?;
        let tags = read(table_at + table_length, tags_length)?;
        if keys.snapshot(&[&header, &table, &tags, numbers]) != *mac {
            // If the snapshot is not ours, the header alone says whose it is.
            let foreign = header[..8] == *MAGIC && header[8..24] != keys.directory.to_bytes();
            return Err(if foreign {
                StoreError::Foreign(name.to_owned())
            } else {
                damaged(name)
            });
        }
        let mark = Mark::from_bytes(&header[24..]).ok_or_else(|| damaged(name))?;
        Ok(Self {
            name: name.to_owned(),
            position: mark.position,
            digest: mark.digest,
            remembered: mark.remembered,
            length,
            records,
            keys: keys.clone(),
            chunks: read_table(&table).ok_or_else(|| damaged(name))?,
            tags: Tags::from_bytes(tags).ok_or_else(|| damaged(name))?,
            file,
        })
    }

    /// The tag that the value of `key` must have.
    pub(super) fn tag(&self, key: &[u8]) -> Option<Tag> {
        self.tags.find(key)
    }

    /// The value of `key`.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let after = self
            .chunks
            .partition_point(|chunk| chunk.first_key.as_slice() <= key);
        let Some(chunk) = after.checked_sub(1).and_then(|index| self.chunks.get(index)) else {
            return Ok(None);
        };
        let bytes = self.read(chunk)?;
        let found = pairs(&bytes).find(|(found, _)| *found == key);
        Ok(found.map(|(_, value)| value.to_vec()))
    }

    /// Passes every record whose key starts with `prefix` to `visitor`, in key order.
    pub(super) fn visit(
        &self,
        prefix: &[u8],
        visitor: &mut dyn FnMut(&[u8], &[u8]),
    ) -> Result<(), StoreError> {
        let after = self
            .chunks
            .partition_point(|chunk| chunk.first_key.as_slice() <= prefix);
        for chunk in &self.chunks[after.saturating_sub(1)..] {
            if chunk.first_key.as_slice() > prefix && !chunk.first_key.starts_with(prefix) {
                break;
            }
            let bytes = self.read(chunk)?;
            pairs(&bytes)
                .filter(|(key, _)| key.starts_with(prefix))
                .for_each(|(key, value)| visitor(key, value));
        }
        Ok(())
    }

    /// Reads everything and checks the digest.
    pub(super) fn verify(&self) -> Result<(), StoreError> {
        let mut digest = Digest::default();
        let mut records = 0;
        let mut differs = false;
        self.visit(&[], &mut |key, value| {
            let tag = Tag::of(&self.keys, key, value);
            digest.add(tag);
            records += 1;
            differs |= self.tag(key) != Some(tag);
        })?;
        if differs || digest != self.digest || records != self.records {
            return Err(damaged(&self.name));
        }
        Ok(())
    }

    fn read(&self, chunk: &Chunk) -> Result<Vec<u8>, StoreError> {
        let bytes = disk::read(self.file.as_ref(), chunk.offset, chunk.length as usize)
            .map_err(|error| unreadable(&self.name, &error))?;
        if self.keys.snapshot(&[&bytes]) == chunk.mac || broken::is(Fault::Macs) {
            Ok(bytes)
        } else {
            Err(damaged(&self.name))
        }
    }
}

/// Takes the records of a new snapshot, in key order.
pub(super) struct Writer<'a> {
    keys: &'a Keys,
    file: &'a dyn DiskFile,
    /// The number of bytes in the file.
    written: u64,
    unwritten: Vec<u8>,
    chunk: Vec<u8>,
    first_key: Vec<u8>,
    chunks: Vec<Chunk>,
    tags: Vec<Entry>,
    digest: Digest,
    failure: Option<io::Error>,
}

/// Writes the snapshot at the checkpoint `mark`, and reads it back before it counts.
pub(super) fn write(
    disk: &dyn Disk,
    keys: &Keys,
    mark: Mark,
    fill: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
) -> Result<Snapshot, StoreError> {
    let name = name(mark.position);
    let mut refusal = None;
    let finished = finish_whole(disk, &name, |file| {
        let header = header(keys, mark);
        let mut writer = Writer {
            keys,
            file,
            written: 0,
            unwritten: header.clone(),
            chunk: Vec::new(),
            first_key: Vec::new(),
            chunks: Vec::new(),
            tags: Vec::new(),
            digest: Digest::default(),
            failure: None,
        };
        let filled = fill(&mut writer);
        if let Err(error) = filled {
            refusal = Some(error);
            return Err(io::ErrorKind::Other.into());
        }
        writer.finish(&header, mark.digest)
    });
    match (finished, refusal) {
        (_, Some(error)) => return Err(error),
        (Err(error), None) => return Err(from_io(&error)),
        (Ok(_), None) => {}
    }
    let snapshot = Snapshot::open(disk, keys, &name)?;
    snapshot.verify()?;
    Ok(snapshot)
}

impl Writer<'_> {
    /// Adds a record. A disk error is reported at the end.
    pub(super) fn add(&mut self, key: &[u8], value: &[u8]) {
        if self.chunk.is_empty() {
            self.first_key = key.to_vec();
        }
        self.chunk.extend_from_slice(&(key.len() as u16).to_le_bytes());
        self.chunk.extend_from_slice(key);
        self.chunk.extend_from_slice(&(value.len() as u32).to_le_bytes());
        self.chunk.extend_from_slice(value);
        let tag = Tag::of(self.keys, key, value);
        self.tags.push(record_mac::entry(key, tag));
        self.digest.add(tag);
        if self.chunk.len() >= CHUNK_BYTES {
            self.end_chunk();
        }
    }

    fn end_chunk(&mut self) {
        let chunk = std::mem::take(&mut self.chunk);
        if chunk.is_empty() {
            return;
        }
        self.chunks.push(Chunk {
            offset: self.written + self.unwritten.len() as u64,
            length: chunk.len() as u32,
            mac: self.keys.snapshot(&[&chunk]),
            first_key: std::mem::take(&mut self.first_key),
        });
        self.unwritten.extend_from_slice(&chunk);
        if self.unwritten.len() >= WRITE_BYTES {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let bytes = std::mem::take(&mut self.unwritten);
        self.write(&bytes);
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.file.write_at(bytes, self.written).err();
        }
        self.written += bytes.len() as u64;
    }

    fn finish(mut self, header: &[u8], expected: Digest) -> io::Result<()> {
        self.end_chunk();
        if self.digest != expected {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the records do not add up to what the journal says",
            ));
        }
        let table_at = self.written + self.unwritten.len() as u64;
        let records = self.tags.len() as u64;
        let mut table = Vec::new();
        for chunk in &self.chunks {
            table.extend_from_slice(&chunk.offset.to_le_bytes());
            table.extend_from_slice(&chunk.length.to_le_bytes());
            table.extend_from_slice(&chunk.mac);
            table.extend_from_slice(&(chunk.first_key.len() as u16).to_le_bytes());
            table.extend_from_slice(&chunk.first_key);
        }
        self.flush();
        let mut entries = std::mem::take(&mut self.tags);
        let tags = record_mac::index(&mut entries);
        let numbers: Vec<u8> = [table_at, table.len() as u64, tags.len() as u64, records]
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        let mac = self.keys.snapshot(&[header, &table, tags, &numbers]);
        for part in [table.as_slice(), tags, &numbers, &mac] {
            self.write(part);
        }
        self.failure.map_or(Ok(()), Err)
    }
}

fn header(keys: &Keys, mark: Mark) -> Vec<u8> {
    [&MAGIC[..], &keys.directory.to_bytes(), &mark.to_bytes()].concat()
}

fn numbers_of(bytes: &[u8]) -> Option<[u64; 4]> {
    let mut numbers = [0; 4];
    for (number, bytes) in numbers.iter_mut().zip(bytes.chunks_exact(8)) {
        *number = u64::from_le_bytes(bytes.try_into().ok()?);
    }
    Some(numbers)
}

fn read_table(mut bytes: &[u8]) -> Option<Vec<Chunk>> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        let (fixed, rest) = bytes.split_at_checked(8 + 4 + MAC_BYTES + 2)?;
        let length = u16::from_le_bytes(fixed[12 + MAC_BYTES..].try_into().ok()?);
        let (first_key, rest) = rest.split_at_checked(length.into())?;
        chunks.push(Chunk {
            offset: u64::from_le_bytes(fixed[..8].try_into().ok()?),
            length: u32::from_le_bytes(fixed[8..12].try_into().ok()?),
            mac: fixed[12..12 + MAC_BYTES].try_into().ok()?,
            first_key: first_key.to_vec(),
        });
        bytes = rest;
    }
    Some(chunks)
}

/// The records of a chunk whose MAC was checked.
fn pairs(mut bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_at_checked(2)?;
        let (key, rest) = rest.split_at_checked(u16::from_le_bytes(length.try_into().ok()?).into())?;
        let (length, rest) = rest.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?);
        let (value, rest) = rest.split_at_checked(length as usize)?;
        bytes = rest;
        Some((key, value))
    })
}

fn damaged(name: &str) -> StoreError {
    StoreError::Damaged(name.to_owned())
}

/// A file that ends too early is damaged; any other error is the disk's.
fn unreadable(name: &str, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => damaged(name),
        _ => from_io(error),
    }
}
