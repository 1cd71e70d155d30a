#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{Snapshot, Target};

static TARGET: LazyLock<Snapshot> = LazyLock::new(Snapshot::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
