use portreeve_core::secret::SecretText;
use portreeve_core::words;
use portreeve_testkit::SeededEntropy;

use super::{KitFault, SHARES, WORDS, combine, combine_with, split};

fn kit(seed: u64) -> (Vec<u8>, [SecretText; SHARES]) {
    let key: [u8; 32] = std::array::from_fn(|at| at as u8 ^ seed as u8);
    (key.to_vec(), split(&key, &SeededEntropy::new(seed)))
}

/// A share with some words replaced.
fn with(share: &SecretText, changes: &[(usize, &str)]) -> SecretText {
    let mut words: Vec<&str> = share.expose().split(' ').collect();
    changes.iter().for_each(|(at, word)| words[*at] = word);
    SecretText::new(words.join(" "))
}

/// Two shares of SLIP-39's own vectors (256 bits, two of three, passphrase TREZOR).
#[test]
fn the_vectors_of_the_standard_give_their_secret() {
    let shares = [
        "humidity disease academic always aluminum jewelry energy woman receiver strategy amuse duckling lying \
         evidence network walnut tactics forget hairy rebound impulse brother survive clothes stadium mailman rival \
         ocean reward venture always armed unwrap",
        "humidity disease academic agency actress jacket gross physics cylinder solution fake mortgage benefit public \
         busy prepare sharp friar change work slow purchase ruler again tricycle involve viral wireless mixture \
         anatomy desert cargo upgrade",
    ];
    let [one, other] = shares.map(SecretText::from);
    let secret = combine_with(&one, &other, b"TREZOR").unwrap();
    let hex: String = secret.expose().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "c938b319067687e990e05e0da0ecce1278f75ff58d9853f19dcaeed5de104aae"
    );
}

#[test]
fn any_two_of_three_give_the_key_in_either_order() {
    for seed in 1..20 {
        let (key, shares) = kit(seed);
        for (one, other) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
            assert_eq!(
                *combine(&shares[one], &shares[other]).unwrap().expose(),
                key,
                "{seed}"
            );
        }
        assert!(
            shares
                .iter()
                .all(|share| share.expose().split(' ').count() == WORDS)
        );
    }
}

#[test]
fn a_mistyped_word_is_named_wherever_it_is() {
    let (_, shares) = kit(7);
    let words: Vec<&str> = shares[0].expose().split(' ').collect();
    for (position, word) in words.iter().enumerate() {
        let wrong = if *word == "academic" { "acid" } else { "academic" };
        let typed = with(&shares[0], &[(position, wrong)]);
        let expected = KitFault::Mistyped {
            position: position + 1,
            instead: words::word(words::find(word).unwrap()),
        };
        assert_eq!(combine(&typed, &shares[1]).unwrap_err(), expected);
    }
}

#[test]
fn words_are_known_by_their_first_four_letters() {
    let (key, shares) = kit(3);
    let typed: Vec<String> = shares[0]
        .expose()
        .split(' ')
        .map(|word| word.chars().take(4).collect::<String>().to_uppercase())
        .collect();
    let typed = SecretText::new(typed.join("  \n"));
    assert_eq!(*combine(&typed, &shares[2]).unwrap().expose(), key);
}

#[test]
fn what_is_wrong_with_shares_is_told() {
    let (_, shares) = kit(5);
    let fault = |one: &SecretText, other: &SecretText| combine(one, other).unwrap_err();
    let unknown = with(&shares[0], &[(11, "xylophone")]);
    assert_eq!(
        fault(&unknown, &shares[1]),
        KitFault::UnknownWord {
            position: 12,
            word: "xylophone".into()
        }
    );
    assert_eq!(fault(&"academic acid".into(), &shares[1]), KitFault::WordCount(2));
    assert_eq!(fault(&shares[1], &shares[1]), KitFault::SameShare(2));
    assert_eq!(fault(&shares[0], &kit(6).1[1]), KitFault::OtherKit);
    let words: Vec<String> = shares[0].expose().split(' ').map(str::to_owned).collect();
    let swapped = with(&shares[0], &[(6, &words[7]), (7, &words[6])]);
    assert_eq!(fault(&swapped, &shares[1]), KitFault::Garbled);
    let other_kind = "theory painting academic academic armed sweater year military elder discuss acne wildlife boring \
                      employer fused large satoshi bundle carbon diagnose anatomy hamster leaves tracks paces beyond \
                      phantom capital marvel lips brave detect luck";
    assert_eq!(fault(&other_kind.into(), &shares[1]), KitFault::NotOurs);
}

/// Every value of the key fits one share: the share alone reveals nothing.
#[test]
fn one_share_fits_to_every_key() {
    let value = super::Key::new([0x5a; 32]);
    for byte in 0..=255 {
        let guess = super::Key::new([byte; 32]);
        let other = super::field::line((0, &value), (super::KEY_AT, &guess), 1);
        let back = super::field::line((0, &value), (1, &other), super::KEY_AT);
        assert_eq!(*back, *guess);
    }
}

/// SatoshiLabs' own program (shamir-mnemonic 0.3) recovers the original key from these three.
#[test]
fn shares_are_written_as_other_programs_read_them() {
    let (_, shares) = kit(11);
    let expected = [
        "holiday traffic academic acid ancient hunting smell necklace fiber result viral maximum acne laden cover \
         learn energy bulge avoid scramble prayer adorn dynamic dragon isolate domain blue diminish velvet hairy bike \
         single elevator",
        "holiday traffic academic agency always sled building mild edge justice overall crucial cradle alcohol \
         install render income worthy bike spew multiple loud fantasy herald quiet railroad species mental hour learn \
         brother cubic primary",
        "holiday traffic academic always aspect holiday lair makeup lawsuit deploy chubby scout element armed nail \
         vampire paid mixed dilemma together round sharp toxic mild exercise timely loyalty crazy suitable drift \
         campus midst true",
    ];
    assert_eq!(shares.each_ref().map(|share| share.expose().as_str()), expected);
}
