#![no_main]

use std::sync::LazyLock;

use portreeve_fuzz::{Token, Target};

static TARGET: LazyLock<Token> = LazyLock::new(Token::start);

libfuzzer_sys::fuzz_target!(|input: &[u8]| TARGET.check(input));
