//! `ringback texts` from outside.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A copy of the small site, removed when it is dropped.
struct Site(PathBuf);

impl Site {
    fn new(name: &str) -> Site {
        let folder =
            std::env::temp_dir().join(format!("ringback-texts-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("acme")).unwrap();
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/problems/base");
        for file in ["site.json", "menu.json", "survey.json"] {
            fs::copy(base.join(file), folder.join("acme").join(file)).unwrap();
        }
        Site(folder)
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    /// Status, and all that was said.
    fn texts(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_ringback"))
            .arg("texts")
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        (
            output.status.code(),
            out + &String::from_utf8_lossy(&output.stderr),
        )
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_translation_goes_out_and_comes_back() {
    let site = Site::new("round");
    let (status, out) = site.texts(&["export", "acme", "--to", "acme.csv"]);
    assert_eq!((status, out.as_str()), (Some(0), "acme.csv: texts: 18\n"));
    assert_eq!(
        site.texts(&["import", "acme", "acme.csv"]),
        (Some(0), "texts changed: 0, left alone: 0\n".to_owned())
    );
    let table = site.read("acme.csv");
    let menu = site.read("acme/menu.json");
    fs::write(
        site.0.join("new.csv"),
        table.replace("До свидания!", "=Всего доброго!"),
    )
    .unwrap();
    let expected = "acme/menu.json steps.bye.say: ru\ntexts changed: 1, left alone: 0\n";
    assert_eq!(
        site.texts(&["import", "acme", "new.csv", "--dry-run"]),
        (Some(0), expected.to_owned())
    );
    assert_eq!(site.read("acme/menu.json"), menu);
    assert_eq!(
        site.texts(&["import", "acme", "new.csv"]),
        (Some(0), expected.to_owned())
    );
    assert_eq!(
        site.read("acme/menu.json"),
        menu.replace("До свидания!", "=Всего доброго!")
    );
    // Once more from the first export: the file has changed since.
    fs::write(
        site.0.join("late.csv"),
        table.replace("До свидания!", "Пока!"),
    )
    .unwrap();
    let (status, out) = site.texts(&["import", "acme", "late.csv"]);
    assert_eq!(status, Some(1));
    assert!(
        out.contains(
            "menu.json steps.bye.say (ru): somebody has changed this text since the export"
        ),
        "{out}"
    );
}

#[test]
fn what_stands_in_a_table_does_not_steer_the_terminal() {
    let site = Site::new("terminal");
    let table = "sep=;\nfile;place;en;\u{1b}]0;\nmenu.json;\u{1b}[2J\u{202e}none;x;y;\n";
    fs::write(site.0.join("hostile.csv"), table).unwrap();
    let (status, out) = site.texts(&["import", "acme", "hostile.csv"]);
    assert_eq!(status, Some(1), "{out}");
    assert!(
        out.contains("hostile.csv: the column “]0” is not read"),
        "{out}"
    );
    assert!(
        out.contains("hostile.csv:3: menu.json [2Jnone: there is no such text"),
        "{out}"
    );
    assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
}

#[test]
fn what_is_wrong_with_the_command_or_the_table_is_told() {
    let site = Site::new("wrong");
    fs::write(site.0.join("not.csv"), "a,b\n").unwrap();
    fs::write(site.0.join("acme/night.json"), "{").unwrap();
    for (arguments, status, words) in [
        (&["exprot", "acme"][..], 2, "ringback texts export FOLDER"),
        (
            &["import", "acme"][..],
            2,
            "ringback texts import FOLDER FILE.csv",
        ),
        (&["import", "acme", "none.csv"][..], 2, "none.csv"),
        (
            &["import", "acme", "not.csv"][..],
            1,
            "there is no column “file”",
        ),
        (
            &["export", "acme"][..],
            1,
            "night.json cannot be read, see `ringback check acme`",
        ),
    ] {
        let (got, said) = site.texts(arguments);
        assert!(
            got == Some(status) && said.contains(words),
            "{arguments:?}: {said}"
        );
    }
}
