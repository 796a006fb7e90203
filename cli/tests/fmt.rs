//! `ringback fmt` from outside.
#![allow(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder with a site of two files and a part that it uses, removed when it is dropped.
struct Sites(PathBuf);

impl Sites {
    fn new(name: &str) -> Sites {
        let folder =
            std::env::temp_dir().join(format!("ringback-fmt-{name}-{}", std::process::id()));
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/problems/base");
        let sites = Sites(folder);
        for file in ["site.json", "menu.json", "survey.json"] {
            sites.write(
                &format!("acme/{file}"),
                &fs::read_to_string(base.join(file)).unwrap(),
            );
        }
        assert!(sites.fmt(&["acme"]).status.success());
        sites
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn fmt(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ringback"))
            .arg("fmt")
            .args(arguments)
            .current_dir(&self.0)
            .env("LC_ALL", "C")
            .output()
            .unwrap()
    }
}

impl Drop for Sites {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> (Option<i32>, String) {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), out + &err)
}

#[test]
fn files_are_written_once_and_then_stay() {
    let sites = Sites::new("once");
    assert_eq!(
        said(&sites.fmt(&["acme"])),
        (Some(0), "files in their layout: 3, written: 0\n".to_owned())
    );
    let right = sites.read("acme/menu.json");
    sites.write("acme/menu.json", &right.replace("    ", " "));
    let (status, out) = said(&sites.fmt(&["--check", "."]));
    assert_eq!(
        (status, out.as_str()),
        (
            Some(1),
            "./acme/menu.json:5: laid out otherwise\nfiles in their layout: 2, to be written: 1\n"
        )
    );
    assert_ne!(sites.read("acme/menu.json"), right);
    let (status, out) = said(&sites.fmt(&["acme"]));
    assert_eq!(
        (status, out.as_str()),
        (
            Some(0),
            "acme/menu.json: written\nfiles in their layout: 2, written: 1\n"
        )
    );
    assert_eq!(sites.read("acme/menu.json"), right);
    let left: Vec<_> = fs::read_dir(sites.0.join("acme")).unwrap().collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn one_file_may_be_named_and_one_that_sites_share_too() {
    let sites = Sites::new("named");
    let bye = r#"{ "en": "Goodbye!", "ru": "До свидания!" }"#;
    let menu = sites.read("acme/menu.json");
    sites.write(
        "acme/menu.json",
        &menu.replace(bye, r#"{"use":"common/bye.json"}"#),
    );
    sites.write("common/bye.json", bye);
    sites.write("common/other.json", bye);
    let (status, out) = said(&sites.fmt(&["common/bye.json"]));
    assert_eq!(
        (status, out.as_str()),
        (
            Some(0),
            "./common/bye.json: written\nfiles in their layout: 0, written: 1\n"
        )
    );
    assert_eq!(
        sites.read("common/bye.json"),
        "{\n  \"en\": \"Goodbye!\",\n  \"ru\": \"До свидания!\"\n}\n"
    );
    assert_eq!(
        said(&sites.fmt(&["acme/survey.json"])).1,
        "files in their layout: 1, written: 0\n"
    );
    for (file, why) in [
        ("common/other.json", "no site has or uses this file"),
        ("nowhere", "there is no such file"),
        ("common", "neither a site's folder"),
    ] {
        let (status, out) = said(&sites.fmt(&[file]));
        assert!(status == Some(2) && out.contains(why), "{file}: {out}");
    }
}

#[test]
fn a_file_with_mistakes_is_left_as_it_is_and_the_others_are_written() {
    let sites = Sites::new("mistakes");
    let wrong = sites.read("acme/menu.json").replace("\"say\"", "\"sey\"");
    sites.write("acme/menu.json", &wrong);
    let survey = sites.read("acme/survey.json");
    sites.write("acme/survey.json", &survey.replace("\n", " "));
    let (status, out) = said(&sites.fmt(&["acme"]));
    assert_eq!(status, Some(1), "{out}");
    assert!(
        out.contains("unknown_field") && out.contains("Did you mean “say”?"),
        "{out}"
    );
    assert!(
        out.ends_with("files in their layout: 1, written: 1, with mistakes: 1\n"),
        "{out}"
    );
    assert_eq!(sites.read("acme/menu.json"), wrong);
    assert_eq!(sites.read("acme/survey.json"), survey);
}
