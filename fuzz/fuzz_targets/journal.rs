#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{Journal, Target};

static TARGET: LazyLock<Journal> = LazyLock::new(Journal::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
