//! A site to begin with works as it is.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

#[path = "support/acme.rs"]
#[allow(dead_code, reason = "other tests begin with a whole site")]
mod acme;

use acme::ringback;
use std::{fs, path::PathBuf};

fn empty(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_new_site_passes_the_check_and_its_call() {
    for language in ["en", "ru"] {
        let beside = empty(&format!("new-{language}"));
        let ran = ringback(&beside, &["new", "acme-2", "--lang", language], "");
        assert_eq!((ran.status, ran.error.as_str()), (Some(0), ""));
        let ran = ringback(
            &beside,
            &["check", "acme-2", "--strict", "--lang", "en"],
            "",
        );
        assert_eq!(ran.out, "acme-2: all is well\n");
        let ran = ringback(&beside, &["fmt", "--check", "acme-2"], "");
        assert_eq!((ran.status, ran.error.as_str()), (Some(0), ""));
        let ran = ringback(&beside, &["test", "acme-2"], "");
        assert_eq!(ran.status, Some(0), "{}", ran.out);
        let site = fs::read_to_string(beside.join("acme-2/site.json")).unwrap();
        assert!(site.contains("ACME_2_TWILIO_TOKEN"));
    }
}

#[test]
fn a_name_that_no_site_may_have_is_refused_with_a_better_one() {
    let beside = empty("new-names");
    for (name, better) in [
        ("My Shop", "my-shop"),
        ("2nd", "site-2nd"),
        ("магазин", "my-site"),
    ] {
        let ran = ringback(&beside, &["new", name], "");
        let said = format!(
            "ringback new: {name}: a site's name has small letters, digits and -, and begins with a letter: {better}. Nothing was written\n"
        );
        assert_eq!((ran.status, ran.error), (Some(2), said));
        assert!(!beside.join(name).exists());
    }
}

#[test]
fn a_folder_with_files_is_left_alone() {
    let beside = empty("new-again");
    fs::create_dir(beside.join("acme")).unwrap();
    fs::write(beside.join("acme/menu.json"), "mine").unwrap();
    let ran = ringback(&beside, &["new", "acme"], "");
    assert_eq!(
        (ran.status, ran.error.as_str()),
        (
            Some(2),
            "ringback new: acme: there are files here already; nothing was written\n"
        )
    );
    let menu = fs::read_to_string(beside.join("acme/menu.json")).unwrap();
    assert_eq!(menu, "mine");
    assert!(!beside.join("acme/site.json").exists());
}
