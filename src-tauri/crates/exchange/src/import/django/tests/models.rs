//! User models of all kinds.

use super::*;

#[test]
fn a_look_alike_beside_djangos_own_user_model_is_skipped() {
    let mut other = user("ada", json!({}));
    other["model"] = "legacy.user".into();
    let dump = parse_value(json!([user("bob", json!({})), other])).unwrap();
    assert_eq!((dump.users.len(), dump.skipped.len()), (1, 1));
}

#[test]
fn any_user_model_that_has_a_password_is_found() {
    let mut own = user("ada", json!({"favourite_colour": "red"}));
    own["model"] = "accounts.member".into();
    own["fields"].as_object_mut().unwrap().remove("is_staff");
    let dump = read(json!([own]));
    assert_eq!((logins(&dump), dump.users[0].is_staff), (vec!["ada"], false));
    let base = json!({"model": "core.person", "fields": {"password": "!", "last_login": null, "username": "mira", "is_admin": true}});
    let dump = read(json!([base]));
    let mira = &dump.users[0];
    assert!(mira.is_active && !mira.is_superuser && !mira.is_staff);
}

#[test]
fn which_model_has_the_users_is_asked_when_it_is_not_clear() {
    let of = |model: &str| json!({"model": model, "fields": {"password": "!", "last_login": null, "username": "ada"}});
    let both = json!([of("shop.customer"), of("core.person"), of("core.person")]);
    let error = parse_value(both.clone()).unwrap_err();
    assert_eq!(
        error,
        DumpError::UserModel(vec![("core.person".into(), 2), ("shop.customer".into(), 1)])
    );
    says(&error.to_string(), &["`core.person` (2), `shop.customer` (1)"]);
    let named = |model: &str| Options {
        user_model: Some(model.into()),
        ..Options::default()
    };
    let dump = read_with(both.clone(), named("shop.customer"));
    assert_eq!(
        (dump.users.len(), dump.skipped[0].model.as_str()),
        (1, "core.person")
    );
    let error =
        crate::import::django::parse(both.to_string().into_bytes(), &named("shop.nobody"), &unwatched)
            .unwrap_err();
    assert_eq!(error, DumpError::NoSuchModel("shop.nobody".into()));
    // Either could be meant, whichever has more fields.
    let member = |more: Value| {
        let mut fields = json!({"password": "!"});
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"model": "acc.member", "fields": fields})
    };
    let mailbox = json!({"model": "mail.account", "fields": {"password": "x", "email": "a@b.c"}});
    says(
        &parse_value(json!([member(json!({"username": "ada"})), mailbox]))
            .unwrap_err()
            .to_string(),
        &["`acc.member` (1), `mail.account` (1)", "--user-model"],
    );
    // This may be the password of a mailbox, so the import asks before it takes the model for users.
    let mailbox = json!([{"model": "mail.account", "fields": {"password": "x", "email": "a@b.c"}}]);
    says(
        &parse_value(mailbox).unwrap_err().to_string(),
        &["`mail.account` (1)", "--user-model"],
    );
}

#[test]
fn the_only_model_with_a_password_as_django_keeps_it_is_taken_and_told() {
    for (password, more) in [
        (
            "pbkdf2_sha256$1000$salt$E8HSPQi8MhWNIEkEC45V4GA1Uimc5iXxuUlGbZvCyfQ=",
            json!({"email": "ada@example.org"}),
        ),
        ("!x", json!({"email": "ada@example.org"})),
        ("", json!({"username": "ada"})),
        ("hunter2", json!({"username": "ada"})),
    ] {
        let mut ada = json!({"model": "acc.member", "fields": {"password": password}});
        ada["fields"]
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let dump = read(json!([ada]));
        assert_eq!(dump.users.len(), 1, "{password}");
        says(
            &told(&dump),
            &["`acc.member` is read as the model of your users", "--user-model"],
        );
    }
}

#[test]
fn a_field_of_ones_own_behind_is_active_keeps_people_out() {
    let mut hana = user("hana", json!({"active": false}));
    hana["fields"].as_object_mut().unwrap().remove("is_active");
    let mut kim = user("kim", json!({"active": true}));
    kim["fields"]["is_active"] = false.into();
    let dump = read(json!([hana, kim]));
    assert!(dump.users.iter().all(|user| !user.is_active));
}

#[test]
fn the_address_is_the_login_name_where_there_is_no_user_name() {
    let people = [json!(null), json!(""), json!("  ")].map(|name| {
        let mut person = user("", json!({"email": "mira@example.org"}));
        person["fields"]["username"] = name;
        person
    });
    for person in people {
        let dump = read(json!([person]));
        assert_eq!(logins(&dump), ["mira@example.org"]);
        assert_eq!(dump.users[0].email, "mira@example.org");
        says(&told(&dump), &["the e-mail address becomes the username (1)"]);
    }
    let dump = read(json!([user("", json!({}))]));
    assert_eq!(held(&dump), [("#1", &Why::NoLogin(Vec::new()))]);
}

#[test]
fn one_field_for_the_whole_name_is_read_too() {
    let person = json!({"model": "core.person", "fields": {"password": "!", "last_login": null, "email": "m@example.org", "name": "Mira Holm"}});
    assert_eq!(read(json!([person])).users[0].first_name, "Mira Holm");
}

#[test]
fn people_sign_in_with_the_field_that_is_named() {
    let worker = |more: Value| {
        let mut fields = json!({"password": "!", "last_login": null, "is_active": true});
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"model": "acc.worker", "fields": fields})
    };
    let staff = json!([
        worker(json!({"email_address": "m@example.org", "number": 17})),
        worker(json!({"email_address": "", "number": 18, "email": "bob@example.org"})),
    ]);
    let dump = read(staff.clone());
    let fields = ["email_address", "number"].map(Into::into).into();
    assert_eq!(held(&dump), [("#1", &Why::NoLogin(fields))]);
    says(
        &dump.held.first[0].why.to_string(),
        &["`--login-field` names another field of `email_address`, `number`"],
    );
    let by = |field: &str| Options {
        login_field: Some(field.into()),
        ..Options::default()
    };
    let dump = read_with(staff.clone(), by("email_address"));
    assert_eq!(logins(&dump), ["m@example.org", "bob@example.org"]);
    assert_eq!(logins(&read_with(staff.clone(), by("number"))), ["17", "18"]);
    let refused =
        crate::import::django::parse(staff.to_string().into_bytes(), &by("phone"), &unwatched).unwrap_err();
    says(
        &refused.to_string(),
        &[
            "no one in the file has the field `phone`",
            "`email_address`, `number`",
        ],
    );
}

#[test]
fn fields_to_sign_in_with_are_offered_where_somebody_has_no_user_name() {
    let of = |fields: Value| read(json!([{"model": "acc.member", "pk": 1, "fields": fields}]));
    let phone = json!({"password": "!", "last_login": null, "phone": "4911", "badge": 7});
    assert_eq!(of(phone.clone()).login_fields, ["badge", "phone"]);
    let mut with_address = phone.clone();
    with_address["email"] = json!("m@example.org");
    assert_eq!(of(with_address).login_fields, ["badge", "phone"]);
    let mut with_name = phone.clone();
    with_name["username"] = json!("mira");
    assert!(of(with_name).login_fields.is_empty());
    // A chosen model can be changed again.
    let dump = json!([{"model": "acc.member", "pk": 1, "fields": phone}]);
    let options = Options {
        login_field: Some("phone".into()),
        ..Options::default()
    };
    assert_eq!(read_with(dump, options).login_fields, ["badge", "phone"]);
}
