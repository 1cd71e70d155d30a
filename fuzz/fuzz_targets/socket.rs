#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{Socket, Target};

static TARGET: LazyLock<Socket> = LazyLock::new(Socket::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
