//! Files of other formats.

use super::*;

#[test]
fn files_that_are_no_dump_say_what_they_are() {
    for (text, error) in [
        (" \n", DumpError::Empty),
        ("hello\n", DumpError::NotJson { line: 1, column: 1 }),
        ("Hello, world\n", DumpError::NotJson { line: 1, column: 1 }),
        ("[1, 2]", DumpError::NotADump),
        ("{\"keys\": []}", DumpError::NotADump),
        (
            "{\"a\": 1, \"b\": 2, \"c\": 3}\n{\"a\": 1, \"b\": 2, \"c\": 3}\n",
            DumpError::NotJson { line: 2, column: 1 },
        ),
        ("[{\"model\": \"auth.user\"}]", DumpError::NotADump),
        ("[{\"model\": \"auth.user\", \"fields\": 7}]", DumpError::NotADump),
        ("[]", DumpError::NoUsers),
        (
            "[{\"model\": \"people.profile\", \"fields\": {}}]",
            DumpError::NoUsers,
        ),
        (MIRA, DumpError::OneObject),
        ("- model: auth.user\n  pk: 1\n", DumpError::Foreign(Foreign::Yaml)),
        (
            "Loading…\n- model: auth.user\n",
            DumpError::Foreign(Foreign::Yaml),
        ),
        (
            "<?xml version=\"1.0\"?>\n<django-objects version=\"1.0\">",
            DumpError::Foreign(Foreign::Xml),
        ),
        (
            "\n<!DOCTYPE html>\n<title>Log in</title>",
            DumpError::Foreign(Foreign::WebPage),
        ),
    ] {
        assert_eq!(refused(text), error, "{text}");
    }
    for (text, foreign) in [
        ("-   model: auth.user\n    pk: 1\n", Foreign::Yaml),
        ("-\tfields:\n", Foreign::Yaml),
        ("---\n-   fields:\n        username: mira\n", Foreign::Yaml),
        ("-\n  model: auth.user\n", Foreign::Yaml),
        ("%YAML 1.2\n---\n", Foreign::Yaml),
        ("- {model: auth.user, pk: 1}\n", Foreign::Yaml),
        (
            "-- PostgreSQL database dump\nCOPY auth_user (id) FROM stdin;\n",
            Foreign::Sql,
        ),
        ("/*!40101 SET NAMES utf8 */;\n", Foreign::Sql),
        (
            "--\n-- Host: localhost\nSET x = 1;\ncreate table `auth_user` (\n",
            Foreign::Sql,
        ),
        (
            "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO auth_user VALUES(1);",
            Foreign::Sql,
        ),
        ("id,username\n1,mira\n", Foreign::Csv),
        (
            "\"Username\";\"E-mail\"\r\n\"mira\";\"m@example.org\"\r\n",
            Foreign::Csv,
        ),
        ("username\temail\n", Foreign::Csv),
        ("given,family,phone\nMira,Holm,+49 1\n", Foreign::Csv),
        ("[{'model': 'auth.user', 'pk': 1}]", Foreign::Python),
        ("{'model': 'auth.user', 'pk': None}\n", Foreign::Python),
        ("<QuerySet [<User: mira>]>", Foreign::Python),
    ] {
        assert_eq!(refused(text), DumpError::Foreign(foreign), "{text}");
        let told = refused(text).to_string();
        assert!(told.contains("dump"), "{told}");
    }
    let mut tar = vec![0; 1024];
    tar[..9].copy_from_slice(b"dump.json");
    tar[257..262].copy_from_slice(b"ustar");
    assert_eq!(refused(gzip(&tar)), DumpError::Foreign(Foreign::Packed("tar")));
    for (bytes, foreign) in [
        (&tar[..], Foreign::Packed("tar")),
        (b"PK\x03\x04rest" as &[u8], Foreign::Packed("zip")),
        (b"BZh91AY", Foreign::Packed("bzip2")),
        (b"\xfd7zXZ\0rest", Foreign::Packed("xz")),
        (b"\x5d\0\0\x80\0rest", Foreign::Packed("lzma")),
        (b"SQLite format 3\0", Foreign::Database),
    ] {
        assert_eq!(refused(bytes), DumpError::Foreign(foreign));
    }
}

#[test]
fn files_of_other_formats_are_named_with_what_to_do() {
    let messagepack = |head: &[u8]| [head, b"\xa5model\xa9auth.user\xa2pk\x01\xa6fields\x80"].concat();
    let cases: [(&[u8], Foreign, &str); 40] = [
        (b"\x80\x04\x95\x10\0\0\0\0\0\0\0]\x94}", Foreign::Pickle, "pickle"),
        (b"\x80\x03]q\0}q\x01", Foreign::Pickle, "pickle"),
        (b"]q\0(}q\x01(", Foreign::Pickle, "pickle"),
        (b"(lp0\n(dp1\nVmodel\np2\n", Foreign::Pickle, "pickle"),
        (&messagepack(b"\x91\x83"), Foreign::MessagePack, "MessagePack"),
        (
            &messagepack(b"\xdc\0\x01\x83"),
            Foreign::MessagePack,
            "--format json",
        ),
        (&messagepack(b"\x83"), Foreign::MessagePack, "MessagePack"),
        (
            b"[[users]]\nusername = \"mira\"\n",
            Foreign::Settings("TOML"),
            "TOML",
        ),
        (
            b"# made by hand\n[user.mira]\npassword = \"!\"\nstaff = true\n",
            Foreign::Settings("TOML"),
            "TOML",
        ),
        (b"title = 'x'\n", Foreign::Settings("TOML"), "TOML"),
        (b"[DEFAULT]\nname = mira\n", Foreign::Settings("INI"), "INI"),
        (
            b"; x\r\n[users]\r\nmira=admin\r\n",
            Foreign::Settings("INI"),
            "INI",
        ),
        (b"SECRET_KEY=abc\nDEBUG=1\n", Foreign::Settings("INI"), "settings"),
        (
            b"--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n",
            Foreign::Sql,
            "SQL",
        ),
        (b"-- MySQL dump 10.13\n", Foreign::Sql, "SQL"),
        (b"-- phpMyAdmin SQL Dump\n-- version 5\n", Foreign::Sql, "SQL"),
        (
            b"DROP TABLE IF EXISTS `auth_user`;\n",
            Foreign::Sql,
            "manage.py dumpdata",
        ),
        // A database may contain a dump, too.
        (
            b"-- PostgreSQL database dump\n7\t[{\"model\": \"auth.user\", \"pk\": 1, \"fields\": {}}]\n",
            Foreign::Sql,
            "SQL",
        ),
        (b"SQLite format 3\0\x10\0", Foreign::Database, "database"),
        (b"PGDMP\x01\x0e\0", Foreign::Database, "database"),
        (b"BZh91AY&SY", Foreign::Packed("bzip2"), "unpack"),
        (b"\xfd7zXZ\0\0\x04", Foreign::Packed("xz"), "unpack"),
        (b"\x28\xb5\x2f\xfd\x04", Foreign::Packed("zstd"), "unpack"),
        (b"\x04\x22\x4d\x18\x64", Foreign::Packed("lz4"), "unpack"),
        (b"\x1f\x9d\x90", Foreign::Packed("compress"), "unpack"),
        (
            b"<!DOCTYPE html>\n<title>Log in</title>",
            Foreign::WebPage,
            "sign-in page",
        ),
        (
            b"<html>\n<script>\nvar users =\n[{\"model\": \"auth.user\"}]\n",
            Foreign::WebPage,
            "web page",
        ),
        (b"  <HTML lang=en>", Foreign::WebPage, "fetch the dump itself"),
        (b"<div>\n<form action=/login>", Foreign::WebPage, "web page"),
        (
            b"id,password,last_login\n1,!,\n",
            Foreign::Csv,
            "manage.py dumpdata",
        ),
        (
            b"1\tpbkdf2_sha256$1$a$b\t\\N\tt\tmira\n2\t!\t\\N\tf\tbob\n",
            Foreign::Csv,
            "table",
        ),
        (
            b"age-encryption.org/v1\n-> X25519",
            Foreign::Encrypted("age"),
            "decrypt",
        ),
        (
            b"-----BEGIN PGP MESSAGE-----\n",
            Foreign::Encrypted("PGP"),
            "decrypt",
        ),
        (b"Salted__abcdefgh", Foreign::Encrypted("openssl"), "decrypt"),
        (b"%PDF-1.7\n", Foreign::Binary, "not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0d", Foreign::Binary, "not text"),
        (b"\x01\x02\xff\xfe\x03", Foreign::Binary, "not text"),
        (
            br#"[{"model": "auth.user", "fields": {"is_active": True}}]"#,
            Foreign::Python,
            "json.dump",
        ),
        (
            br#"[{"model": "auth.user", "fields": {"last_login": None}}]"#,
            Foreign::Python,
            "json.dump",
        ),
        (
            br#"{"model": "auth.user", "pk": None}"#,
            Foreign::Python,
            "Python",
        ),
    ];
    for (bytes, foreign, told) in cases {
        let error = refused(bytes);
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(error, DumpError::Foreign(foreign), "{text}");
        assert!(error.to_string().contains(told), "{error}");
    }
}
