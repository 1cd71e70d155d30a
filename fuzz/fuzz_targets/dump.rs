#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{Dump, Target};

static TARGET: LazyLock<Dump> = LazyLock::new(Dump::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
