//! Writes each target's seeds to `fuzz/corpus/TARGET`, where `cargo fuzz` begins, or to the given folder.

use std::path::Path;

use portreeve_fuzz::{Dump, Journal, People, Snapshot, Target, Token};

fn write<T: Target>(folder: &Path) -> std::io::Result<()> {
    let folder = folder.join(T::NAME);
    std::fs::create_dir_all(&folder)?;
    for (number, seed) in T::start().seeds().iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let given = std::env::args().nth(1);
    let folder = given.unwrap_or_else(|| format!("{}/../../../fuzz/corpus", env!("CARGO_MANIFEST_DIR")));
    let folder = Path::new(&folder);
    write::<Dump>(folder)?;
    write::<Journal>(folder)?;
    write::<People>(folder)?;
    write::<Snapshot>(folder)?;
    #[cfg(unix)]
    write::<portreeve_fuzz::Socket>(folder)?;
    write::<Token>(folder)
}
