//! Packs files that are mostly zeros, so that a mutation hits the other bytes.
//!
//! A packed file consists of pieces: a number of zeros (u32, big-endian), a number of bytes (u16), the bytes.

/// The longest unpacked file, in bytes.
const FILE_BYTES_MAX: usize = 2 << 20;
/// This many zeros end a piece.
const ZEROS_MIN: usize = 16;

/// Packs a file.
pub fn pack(file: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut rest = file;
    while !rest.is_empty() {
        let zeros = rest.iter().take_while(|byte| **byte == 0).count();
        let after = &rest[zeros..];
        let end = after
            .windows(ZEROS_MIN)
            .position(|window| window.iter().all(|byte| *byte == 0));
        let length = end.unwrap_or(after.len()).min(u16::MAX.into());
        packed.extend_from_slice(&(zeros as u32).to_be_bytes());
        packed.extend_from_slice(&(length as u16).to_be_bytes());
        packed.extend_from_slice(&after[..length]);
        rest = &after[length..];
    }
    packed
}

/// Unpacks any bytes: a truncated piece ends the file.
pub fn unpack(mut packed: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    while let Some((zeros, rest)) = packed.split_first_chunk() {
        let Some((length, rest)) = rest.split_first_chunk() else {
            break;
        };
        let zeros = (u32::from_be_bytes(*zeros) as usize).min(FILE_BYTES_MAX - file.len());
        file.resize(file.len() + zeros, 0);
        let length = usize::from(u16::from_be_bytes(*length))
            .min(rest.len())
            .min(FILE_BYTES_MAX - file.len());
        let (bytes, rest) = rest.split_at(length);
        file.extend_from_slice(bytes);
        packed = rest;
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_as_it_was() {
        let mut file = vec![0; 200_000];
        file[4..90].fill(7);
        file[150_000..199_999].fill(9);
        for file in [&file[..], &file[..150_100], &[], &[0; 40], b"short"] {
            assert_eq!(unpack(&pack(file)), file);
        }
        assert!(pack(&file).len() < 51_000, "zeros take no room");
    }

    #[test]
    fn no_input_makes_a_longer_file_than_there_may_be() {
        assert_eq!(unpack(&[255; 60]).len(), FILE_BYTES_MAX);
    }
}
