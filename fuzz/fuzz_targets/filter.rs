#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{People, Target};

static TARGET: LazyLock<People> = LazyLock::new(People::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
