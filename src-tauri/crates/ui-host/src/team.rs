//! A team as a Django project has it, the same in each run.

use serde_json::{Value, json};

// As in Django's own dumps in tests/fixtures.
const FIRST: [&str; 18] = [
    "Ada",
    "Barbara",
    "Олена",
    "Søren",
    "Ιωάννα",
    "Grace",
    "Katherine",
    "Frances",
    "Zoë",
    "Sophie",
    "Nguyễn",
    "Łukasz",
    "明",
    "José",
    "Hedy",
    "Joan",
    "Margaret",
    "Radia",
];
const LAST: [&str; 18] = [
    "Lovelace",
    "Παπαδάκης",
    "Hamilton",
    "Liskov",
    "Kierkegaard",
    "Nowak",
    "Johnson",
    "Văn",
    "Lamarr",
    "Wilson",
    "Müller",
    "Hopper",
    "Perlman",
    "García",
    "Allen",
    "王",
    "Шевченко",
    "Clarke",
];

/// Hashes of unknown passwords, each with the least work that its algorithm allows: a refused sign-in takes as long as
/// the costliest of them.
const HASHES: [&str; 5] = [
    "pbkdf2_sha256$1$1Po18MbSld74GrUuGUrdEr$TvFjhTSoR9dIDN3LFt141Yow26XVprX6Rs6Lr6qtpRw=",
    "bcrypt_sha256$$2b$04$.BWji/9PHb/JOMyqMdkNAOBGZBQMgMrWWV/PYXWwCusWTHDjX9hdO",
    "scrypt$16$PGlo66uxeflRJc6jP85DjX$8$1$GsG2AzD1ghUq/tNOt5W6k0IQxDyaRCGzc1pQjbJJHmFZyDzsCXap7q6tIYPgHyJPA8H+hiOxQ310L179DLNVpA==",
    "md5$vogSx41d8hZcBqLlBdlHIl$bdd5e6a2acad3ecd229e041ed370d2c2",
    "!jrAIB3FL4CA30YwPqPQZt8fdxwNW6gYUzv9lCUDt",
];

/// Each group with its permissions.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Editors", &["add_invoice", "change_invoice"]),
    ("Finance", &["view_invoice", "view_profile"]),
    ("Invoice approvers", &["approve_invoice"]),
    ("On call", &[]),
    ("Viewers", &["view_invoice"]),
];

const DAY_MS: i64 = 86_400_000;

/// A number from 0 to 99, the same for the same person and question.
fn percent(index: u32, question: u32) -> u32 {
    let mixed = (index * 16 + question).wrapping_mul(0x9e37_79b1);
    let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ (mixed >> 13)) >> 8) % 100
}

/// The output of `manage.py dumpdata --natural-foreign` for `people` people at the time `now_ms`. The first is Ada
/// Lovelace, `ada`.
pub fn dump(people: u32, now_ms: i64) -> String {
    let groups = GROUPS.iter().map(|(name, permissions)| {
        let permissions: Vec<Value> = permissions.iter().map(|codename| permission(codename)).collect();
        json!({ "model": "auth.group", "fields": { "name": name, "permissions": permissions } })
    });
    let known = [
        "add_invoice",
        "approve_invoice",
        "change_invoice",
        "delete_invoice",
        "view_invoice",
    ]
    .into_iter()
    .chain(["change_profile", "view_profile"]);
    let known = known.map(|codename| {
        let name = format!("Can {}", codename.replace('_', " "));
        let content_type = ["people", model_of(codename)];
        let fields = json!({ "name": name, "content_type": content_type, "codename": codename });
        json!({ "model": "auth.permission", "fields": fields })
    });
    let profiles = (1..=people).map(|pk| json!({ "model": "people.profile", "pk": pk, "fields": {} }));
    let users: Vec<Value> = (0..people).map(|index| user(index, now_ms)).collect();
    Value::Array(known.chain(groups).chain(users).chain(profiles).collect()).to_string()
}

fn user(index: u32, now_ms: i64) -> Value {
    let first = FIRST[index as usize % 18];
    let last = LAST[(index / 18 + index * 7) as usize % 18];
    let login = match index {
        0 => "ada".to_owned(),
        index if index.is_multiple_of(3) => {
            format!("{}.{}{index}", first.to_lowercase(), last.to_lowercase())
        }
        index => format!("user{index}"),
    };
    let mut groups: Vec<[&str; 1]> = Vec::new();
    for (question, (name, _)) in (0..).zip(GROUPS) {
        let is_member = match index {
            0 => ["Editors", "Invoice approvers"].contains(&name),
            index => percent(index, question) < 28,
        };
        if is_member {
            groups.push([name]);
        }
    }
    let email = match percent(index, 6) {
        ..12 => String::new(),
        _ => format!("{}@acme.example", login.replace(|c: char| !c.is_ascii(), "x")),
    };
    let days_ago = |days: u32| moment(now_ms - i64::from(days) * DAY_MS);
    let last_login = match percent(index, 7) {
        ..20 => None,
        percent => Some(days_ago(percent * 3)),
    };
    let own = if index.is_multiple_of(11) {
        vec![permission("delete_invoice")]
    } else {
        vec![]
    };
    json!({ "model": "auth.user", "fields": {
        "username": login,
        "first_name": first,
        "last_name": last,
        "email": email,
        "password": HASHES[index as usize % HASHES.len()],
        "is_active": index == 0 || percent(index, 8) >= 7,
        "is_staff": percent(index, 9) < 8,
        "is_superuser": index == 25,
        "last_login": last_login,
        "date_joined": days_ago(percent(index, 10) * 8 + 1),
        "groups": groups,
        "user_permissions": own,
    } })
}

fn permission(codename: &str) -> Value {
    json!([codename, "people", model_of(codename)])
}

fn model_of(codename: &str) -> &str {
    codename.rsplit('_').next().unwrap_or(codename)
}

fn moment(ms: i64) -> String {
    portreeve_core::time::Timestamp::from_unix_ms(ms).to_string()
}
