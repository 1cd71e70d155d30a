//! Hashes that Django made, and invalid hashes.

use std::collections::BTreeMap;

use super::*;
use crate::id::UserId;

const PASSWORD: &str = "correct horse battery staple";

fn parse(text: &str) -> EncodedHash {
    EncodedHash::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn verifies(password: &str, hash: &str) -> bool {
    is_behind(&password.into(), &parse(hash))
}

fn is_behind(password: &SecretText, hash: &EncodedHash) -> bool {
    verify(password, hash, &mut Arena::default())
}

fn hash(password: &SecretText, salt: [u8; 16]) -> EncodedHash {
    super::hash(password, salt, &mut Arena::default())
}

/// The users in a Django dump whose hash has `prefix`, with their passwords.
fn dumped(prefix: &str) -> Vec<(String, Option<String>)> {
    const DUMP: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/django/dump_pk.json"
    );
    const PASSWORDS: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../tests/fixtures/django/passwords.json"
    );
    let read = |path| std::fs::read_to_string(path).unwrap();
    let dump: Vec<serde_json::Value> = serde_json::from_str(&read(DUMP)).unwrap();
    let passwords: BTreeMap<String, serde_json::Value> = serde_json::from_str(&read(PASSWORDS)).unwrap();
    dump.iter()
        .filter(|record| record["model"] == "auth.user")
        .map(|record| {
            let field = |name: &str| record["fields"][name].as_str().unwrap().to_owned();
            let password = passwords[&field("username")]["password"]
                .as_str()
                .map(str::to_owned);
            (field("password"), password)
        })
        .filter(|(hash, _)| hash.starts_with(prefix))
        .collect()
}

fn check_dumped(prefix: &str, algorithm: HashAlgorithm, users: usize) {
    let dumped = dumped(prefix);
    assert_eq!(dumped.len(), users);
    for (index, (text, password)) in dumped.iter().enumerate() {
        let hash = parse(text);
        assert_eq!(hash.algorithm(), algorithm);
        assert_eq!(hash.expose(), text);
        assert!(needs_rehash(&hash), "{text}");
        assert!(is_behind(&password.as_deref().unwrap().into(), &hash), "{text}");
        // A refusal costs as much as a match: two users per algorithm prove enough.
        if index < 2 {
            assert!(!is_behind(&"not the password".into(), &hash), "{text}");
        }
    }
}

#[test]
fn a_dump_of_sixty_users_is_covered_whole() {
    assert_eq!(dumped("").len(), 60);
}

#[test]
fn argon2_users_of_django_sign_in() {
    check_dumped("argon2$", HashAlgorithm::Argon2, 9);
}

#[test]
fn pbkdf2_sha256_users_of_django_sign_in() {
    check_dumped("pbkdf2_sha256$", HashAlgorithm::Pbkdf2Sha256, 8);
}

#[test]
fn pbkdf2_sha1_users_of_django_sign_in() {
    check_dumped("pbkdf2_sha1$", HashAlgorithm::Pbkdf2Sha1, 8);
}

#[test]
fn bcrypt_sha256_users_of_django_sign_in() {
    check_dumped("bcrypt_sha256$", HashAlgorithm::BcryptSha256, 9);
}

#[test]
fn bcrypt_users_of_django_sign_in() {
    check_dumped("bcrypt$", HashAlgorithm::Bcrypt, 8);
}

#[test]
fn scrypt_users_of_django_sign_in() {
    check_dumped("scrypt$", HashAlgorithm::Scrypt, 7);
}

#[test]
fn md5_users_of_django_sign_in() {
    check_dumped("md5$", HashAlgorithm::Md5, 8);
}

#[test]
fn users_without_usable_password_never_sign_in() {
    let dumped = dumped("!");
    assert_eq!(dumped.len(), 3);
    for (text, _) in &dumped {
        let hash = parse(text);
        assert_eq!(hash.algorithm(), HashAlgorithm::Unusable);
        for password in ["", "!", text] {
            assert!(!is_behind(&password.into(), &hash));
        }
    }
    assert!(!is_behind(&"".into(), &EncodedHash::unusable()));
}

/// Every "no" waits as long as verifying such a hash takes.
#[test]
fn a_blank_hash_is_as_much_work_and_nobodys() {
    for prefix in [
        "argon2$",
        "pbkdf2_sha256$",
        "pbkdf2_sha1$",
        "bcrypt_sha256$",
        "bcrypt$",
        "scrypt$",
    ] {
        let (text, password) = dumped(prefix).swap_remove(0);
        let hash = parse(&text);
        let blank = hash.blank().unwrap();
        assert_eq!((blank.work(), blank.algorithm()), (hash.work(), hash.algorithm()));
        assert!(hash.work() > Work::default(), "{text}");
        assert!(!is_behind(&password.unwrap().as_str().into(), &blank), "{text}");
        let output = text.rsplit('$').next().unwrap();
        assert!(!blank.expose().contains(output), "{text}");
    }
    for nothing in ["!", "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3"] {
        assert!(parse(nothing).blank().is_none());
        assert_eq!(parse(nothing).work(), Work::default());
    }
}

#[test]
fn every_format_of_django_verifies() {
    for (hash, algorithm) in [
        (
            "pbkdf2_sha256$1000000$seasalt0123456789abcdE$klIDv7cKU+VBtpCMB1Ece/K7RsxJfvSAJ+fDr85ad4o=",
            HashAlgorithm::Pbkdf2Sha256,
        ),
        (
            "pbkdf2_sha256$100$seasalt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
            HashAlgorithm::Pbkdf2Sha256,
        ),
        (
            "pbkdf2_sha1$1000000$seasalt0123456789abcdE$9prfnViP3AM1Kkw1zrFZvMknykk=",
            HashAlgorithm::Pbkdf2Sha1,
        ),
        (
            "argon2$argon2id$v=19$m=102400,t=2,p=8$c2Vhc2FsdDAxMjM0NTY3ODlhYmNkRQ$\
             zNy18lT2X1zoAhnS+puSrQ1Vfi8cdvEqchvoJkdBbUA",
            HashAlgorithm::Argon2,
        ),
        (
            "bcrypt_sha256$$2b$12$abcdefghijklmnopqrstuuuNrZ4CeoNrvGcIepBB1WStSdG4Wu4DG",
            HashAlgorithm::BcryptSha256,
        ),
        (
            "bcrypt$$2b$12$abcdefghijklmnopqrstuu0sDWleciW5uGBGYwxpcgAsh9WK4bWNy",
            HashAlgorithm::Bcrypt,
        ),
        (
            "scrypt$16384$seasalt0123456789abcdE$8$5$\
             FdcfElvbKogS2AuBfrN0vgiUYLZkKDK27pIMqeJs2lw5cPS13ICKqOcnL90r2yuaAZZOiB0YkjBN/LnU4E46jw==",
            HashAlgorithm::Scrypt,
        ),
    ] {
        assert_eq!(parse(hash).algorithm(), algorithm);
        assert!(verifies(PASSWORD, hash), "{hash}");
    }
}

#[test]
fn hashes_that_django_no_longer_makes_verify() {
    for hash in [
        "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
        "md5$$88a434c88cca4e900f7874cd98123f43",
        "88a434c88cca4e900f7874cd98123f43",
        "sha1$seasalt$cff36ea83f5706ce9aa7454e63e431fc726b2dc8",
        "sha1$$6d138ca3ae545631b3abd71a4f076ce759c5700b",
    ] {
        assert!(verifies("lètmein", hash), "{hash}");
        assert!(!verifies("letmein", hash), "{hash}");
    }
    for (hash, algorithm) in [
        (
            "argon2$argon2i$m=8,t=1,p=1$c29tZXNhbHQ$\
             gwQOXSNhxiOxPOA0+PY10P9QFO4NAYysnqRt1GSQLE55m+2GYDt9FEjPMHhP2Cuf0nOEXXMocVrsJAtNSsKyfg",
            HashAlgorithm::Argon2i,
        ),
        (
            "argon2$argon2i$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$YC9+jJCrQhs5R6db7LlN8Q",
            HashAlgorithm::Argon2i,
        ),
        (
            "argon2$argon2d$v=19$m=64,t=2,p=4$c2FsdHNhbHQ$uCtpxVdgIEdV2LoBQOZ9S9Yo31vbnEhA",
            HashAlgorithm::Argon2d,
        ),
    ] {
        assert_eq!(parse(hash).algorithm(), algorithm);
        assert!(verifies("secret", hash), "{hash}");
        assert!(!verifies("Secret", hash), "{hash}");
    }
}

#[test]
fn bcrypt_sees_seventy_two_bytes_and_bcrypt_sha256_sees_all() {
    let long = "x".repeat(80);
    let plain = format!("bcrypt${}", bcrypt::hash(&long, 4).unwrap());
    assert!(verifies(&long, &plain));
    assert!(verifies(&"x".repeat(72), &plain));
    assert!(!verifies(&"x".repeat(71), &plain));

    let digest = field::hex(&<sha2::Sha256 as sha2::Digest>::digest(&long));
    let hashed = format!("bcrypt_sha256${}", bcrypt::hash(digest, 4).unwrap());
    assert!(verifies(&long, &hashed));
    assert!(!verifies(&"x".repeat(72), &hashed));
}

#[test]
fn a_nul_byte_is_a_byte_like_any_other() {
    // From the Python package that Django uses.
    let hash = "bcrypt$$2b$04$abcdefghijklmnopqrstuu0hpNcJF/hNsyWbyWBwd02VazZL0rSiK";
    assert!(verifies("be\0fore", hash));
    assert!(!verifies("be", hash));
    assert!(!verifies("be\0after", hash));
}

#[test]
fn a_new_hash_verifies_and_is_current() {
    let hash = hash(&PASSWORD.into(), *b"0123456789abcdef");
    assert!(
        hash.expose()
            .starts_with("argon2$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$")
    );
    assert!(hash.expose().len() <= 128, "Django's column holds 128 characters");
    assert_eq!(parse(hash.expose()).algorithm(), HashAlgorithm::Argon2);
    assert!(hash.algorithm().is_current());
    assert!(!needs_rehash(&hash));
    assert!(is_behind(&PASSWORD.into(), &hash));
    assert!(!is_behind(&"Correct horse battery staple".into(), &hash));
}

#[test]
fn a_new_hash_is_one_that_django_accepts() {
    // Django 5.2.19 verified exactly this text.
    assert_eq!(
        hash(&"pässwörd-🔑".into(), *b"0123456789abcdef").expose(),
        "argon2$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$\
         s0Wt+SZAbMBilsEyy4wMca1vGEnjYdqWBPfFM2xvqrY",
    );
}

#[test]
fn a_password_is_not_normalised() {
    let hash = hash(&"é".into(), [7; 16]);
    assert!(is_behind(&"é".into(), &hash));
    assert!(!is_behind(&"e\u{301}".into(), &hash));
}

#[test]
fn anything_but_todays_parameters_needs_a_rehash() {
    const SALT: &str = "MDEyMzQ1Njc4OWFiY2RlZg";
    let output = "A".repeat(43);
    assert!(!needs_rehash(&parse(&format!(
        "argon2$argon2id$v=19$m=19456,t=2,p=1${SALT}${output}"
    ))));
    for old in [
        format!("argon2$argon2i$v=19$m=19456,t=2,p=1${SALT}${output}"),
        format!("argon2$argon2d$v=19$m=19456,t=2,p=1${SALT}${output}"),
        format!("argon2$argon2id$v=16$m=19456,t=2,p=1${SALT}${output}"),
        format!("argon2$argon2id$v=19$m=19455,t=2,p=1${SALT}${output}"),
        format!("argon2$argon2id$v=19$m=19456,t=3,p=1${SALT}${output}"),
        format!("argon2$argon2id$v=19$m=19456,t=2,p=2${SALT}${output}"),
        format!("argon2$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ${output}"),
        format!("argon2$argon2id$v=19$m=19456,t=2,p=1${SALT}$AAAAAAAAAAAAAAAAAAAAAA"),
        "!".to_owned(),
    ] {
        assert!(needs_rehash(&parse(&old)), "{old}");
    }
}

#[test]
fn a_hash_that_costs_too_much_is_refused_before_any_work() {
    let sha256 = format!("{}=", "A".repeat(43));
    let scrypt = format!("{}==", "A".repeat(86));
    let bcrypt = "abcdefghijklmnopqrstuuuNrZ4CeoNrvGcIepBB1WStSdG4Wu4DG";
    let argon2 = |cost: &str, output: usize| {
        let output = "A".repeat(output);
        format!("argon2$argon2id$v=19${cost}$c2FsdHNhbHQ${output}")
    };
    for (hash, asked) in [
        (argon2("m=102401,t=1,p=1", 43), "102401 KiB of memory"),
        (argon2("m=102400,t=4,p=1", 43), "409600 KiB times passes"),
        (argon2("m=64,t=6145,p=1", 43), "393280 KiB times passes"),
        (argon2("m=102400,t=2,p=17", 43), "17 lanes"),
        (argon2("m=64,t=2,p=1", 172), "129 bytes of output"),
        (
            format!("pbkdf2_sha256$2000001$salt${sha256}"),
            "2000001 iterations",
        ),
        (
            format!("pbkdf2_sha256$99999999999999999999999$salt${sha256}"),
            "18446744073709551615 iterations",
        ),
        (format!("bcrypt$$2b$13${bcrypt}"), "13 as its cost"),
        (format!("bcrypt_sha256$$2b$31${bcrypt}"), "31 as its cost"),
        // Each factor alone would be allowed.
        (
            format!("scrypt$262144$salt$16$16${scrypt}"),
            "67108864 as N times r times p",
        ),
        (
            format!("scrypt$16384$salt$8$16${scrypt}"),
            "2097152 as N times r times p",
        ),
        (
            format!("scrypt$2$salt$1$1048576${scrypt}"),
            "2097152 as N times r times p",
        ),
        (
            format!("scrypt$131072$salt$8$1${scrypt}"),
            "134217728 bytes of memory",
        ),
        (
            format!("scrypt$18446744073709551615$salt$8$5${scrypt}"),
            "18446744073709551615 as a factor",
        ),
        (
            format!("md5${}${}", "s".repeat(1_000_000), "0".repeat(32)),
            "1000037 characters",
        ),
    ] {
        match EncodedHash::parse(&hash) {
            Err(HashError::TooCostly { asked: told, .. }) => assert_eq!(told, asked),
            other => panic!("{asked}: {other:?}"),
        }
    }
    // A hash exactly at the limits is accepted.
    for hash in [
        argon2("m=102400,t=3,p=16", 171),
        argon2("m=64,t=6144,p=1", 43),
        format!("pbkdf2_sha256$2000000$salt${sha256}"),
        format!("bcrypt$$2b$12${bcrypt}"),
        format!("scrypt$65536$salt$8$2${scrypt}"),
        format!("scrypt$16384$salt$8$8${scrypt}"),
    ] {
        parse(&hash);
    }
}

/// The limits must be what was measured: hashes at any two limits take about equally long.
#[test]
fn the_most_that_is_allowed_of_each_algorithm_is_equal_work() {
    let blank = |text: String| parse(&text).work();
    let sha256 = format!("{}=", "A".repeat(43));
    let scrypt = format!("{}==", "A".repeat(86));
    let most = blank(format!("pbkdf2_sha256${PBKDF2_ITERATIONS_MAX}$salt${sha256}"));
    assert_eq!(most, blank(format!("scrypt$65536$salt$8$2${scrypt}")));
    assert_eq!(
        most,
        blank(format!("bcrypt$$2b${BCRYPT_COST_MAX}${}", ".".repeat(53)))
    );
    let ours = hash(&PASSWORD.into(), [7; 16]).work();
    let django = blank(format!("pbkdf2_sha256$1000000$salt${sha256}"));
    assert!(ours < django && django < most);
}

#[test]
fn the_refusal_of_a_costly_hash_reads_well() {
    let error = EncodedHash::parse("pbkdf2_sha256$20000000$salt$x").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the PBKDF2-SHA256 hash asks for 20000000 iterations; at most 2000000 are allowed"
    );
}

#[test]
fn a_malformed_hash_is_refused() {
    let sha256 = format!("{}=", "A".repeat(43));
    let scrypt = format!("{}==", "A".repeat(86));
    let bcrypt = "abcdefghijklmnopqrstuuuNrZ4CeoNrvGcIepBB1WStSdG4Wu4DG";
    for hash in [
        "argon2$".to_owned(),
        "argon2$argon2x$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=18$m=64,t=2,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$t=2,m=64,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1,data=AAAA$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=7,t=2,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=16$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=0,p=1$c2FsdHNhbHQ$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1$$AAAAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$AAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$A?AAAAAA".to_owned(),
        "argon2$argon2id$v=19$m=64,t=2,p=1$c2FsdHNhbHQ$AAAAAAAA$".to_owned(),
        format!("pbkdf2_sha256$0$salt${sha256}"),
        format!("pbkdf2_sha256$-1$salt${sha256}"),
        format!("pbkdf2_sha256$+1$salt${sha256}"),
        format!("pbkdf2_sha256$0100$salt${sha256}"),
        format!("pbkdf2_sha256$١٠٠$salt${sha256}"),
        format!("pbkdf2_sha256$$salt${sha256}"),
        format!("pbkdf2_sha256$100$${sha256}"),
        format!("pbkdf2_sha256$100$sa\nlt${sha256}"),
        format!("pbkdf2_sha256$100$salt${sha256}$"),
        format!("pbkdf2_sha256$100$salt${}", sha256.trim_end_matches('=')),
        "pbkdf2_sha256$100$salt$AAAA".to_owned(),
        "pbkdf2_sha256$100$salt$".to_owned(),
        "pbkdf2_sha256$100$salt".to_owned(),
        format!("pbkdf2_sha1$100$salt${sha256}"),
        format!("bcrypt$2b$12${bcrypt}"),
        format!("bcrypt$$2b$03${bcrypt}"),
        format!("bcrypt$$2b$xx${bcrypt}"),
        format!("bcrypt$$3b$12${bcrypt}"),
        format!("bcrypt$$2b$12${}", &bcrypt[1..]),
        format!("bcrypt$$2b$12$!{}", &bcrypt[1..]),
        format!("bcrypt$$2b$12$é{}", &bcrypt[2..]),
        format!("bcrypt_sha256$$2b$12${bcrypt}x"),
        format!("scrypt$0$salt$8$1${scrypt}"),
        format!("scrypt$1$salt$8$1${scrypt}"),
        format!("scrypt$1000$salt$8$1${scrypt}"),
        format!("scrypt$16384$$8$1${scrypt}"),
        format!("scrypt$16384$salt$0$1${scrypt}"),
        format!("scrypt$16384$salt$8$0${scrypt}"),
        format!("scrypt$16384$salt$8$1${sha256}"),
        format!("scrypt$16384$salt$8$1${scrypt}$"),
        "scrypt$16384$salt$8$1".to_owned(),
        "md5$salt".to_owned(),
        "md5$salt$3f86d0d3d465b7b458c231bf3555c0e".to_owned(),
        "md5$salt$3F86D0D3D465B7B458C231BF3555C0E3".to_owned(),
        "md5$sa$lt$3f86d0d3d465b7b458c231bf3555c0e3".to_owned(),
        "sha1$salt$3f86d0d3d465b7b458c231bf3555c0e3".to_owned(),
        "!\n".to_owned(),
    ] {
        let error = EncodedHash::parse(&hash).unwrap_err();
        assert!(matches!(error, HashError::Malformed { .. }), "{hash}: {error:?}");
    }
}

#[test]
fn a_hash_cut_anywhere_is_refused() {
    for whole in [
        "argon2$argon2id$v=19$m=64,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "pbkdf2_sha256$100$seasalt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
        "bcrypt$$2b$12$abcdefghijklmnopqrstuu0sDWleciW5uGBGYwxpcgAsh9WK4bWNy",
        "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
    ] {
        for end in 0..whole.len() {
            assert!(EncodedHash::parse(&whole[..end]).is_err(), "{}", &whole[..end]);
        }
    }
}

#[test]
fn a_megabyte_of_junk_is_refused() {
    for start in [
        "",
        "!",
        "$",
        "argon2$",
        "pbkdf2_sha1$1$",
        "bcrypt$$2b$12$",
        "scrypt$2$",
        "sha1$",
        "{SSHA}",
        "é",
    ] {
        for junk in ["A", "$", "é", "\0", "9"] {
            assert!(
                EncodedHash::parse(&format!("{start}{}", junk.repeat(1_000_000))).is_err(),
                "{start}"
            );
        }
    }
}

#[test]
fn an_unknown_hash_is_named_by_its_prefix_alone() {
    let unknown = |text: &str| match EncodedHash::parse(text) {
        Err(HashError::Unknown(prefix)) => prefix,
        other => panic!("{other:?}"),
    };
    assert_eq!(unknown("sha512_crypt$canary$canary"), "sha512_crypt");
    // Text that may be a password, or a hash of another kind, is not repeated.
    for text in [
        "",
        "canary",
        "ca$nary",
        "Canary$5$x",
        "{SSHA}canary",
        "$2b$12$canary",
        "$6$canary$canary",
    ] {
        assert_eq!(unknown(text), "", "{text}");
    }
    assert_eq!(
        HashError::Unknown(String::new()).to_string(),
        "the hash does not say which algorithm made it"
    );
}

#[test]
fn debug_shows_nothing_of_a_hash() {
    let credential = Credential {
        user: UserId::from_bytes([7; 16]),
        hash: parse("!canary"),
        changed_at: None,
        origin: None,
    };
    assert_eq!(
        format!("{credential:?}"),
        "Credential { user: UserId(07070707-0707-0707-0707-070707070707), hash: <redacted>, changed_at: None, origin: None }"
    );
}
