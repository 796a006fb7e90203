//! `ringback new FOLDER`: a site to begin with.

use crate::{
    atomic,
    command::{Command, Failure},
    language,
};
use shared::locale::Locale;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "new",
    summary: "makes a site to begin with: a small shop's, which you make your own",
    help: "\
ringback new FOLDER [--lang en|ru]

Makes FOLDER with a site, a menu, a survey and a call that work as they are. The folder's name becomes the site's: small
letters, digits and -. docs/menus.md explains every line of it.

  --lang en|ru    the language that the site speaks first

  ringback new sites/acme
",
    run,
};

/// The files of the guide's first menu: name within the folder, English, Russian.
const FILES: [(&str, &str, &str); 4] = [
    (
        "site.json",
        include_str!("../templates/en/site.json"),
        include_str!("../templates/ru/site.json"),
    ),
    (
        "menu.json",
        include_str!("../templates/en/menu.json"),
        include_str!("../templates/ru/menu.json"),
    ),
    (
        "survey.json",
        include_str!("../templates/en/survey.json"),
        include_str!("../templates/ru/survey.json"),
    ),
    (
        "calls/first.call",
        include_str!("../templates/en/calls/first.call"),
        include_str!("../templates/ru/calls/first.call"),
    ),
];

fn run(mut arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let (mut folder, mut russian) = (None, language::of_environment() == Locale::Ru);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("lang") => {
                russian = language::of_option(&mut arguments)? == Locale::Ru;
            }
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    let folder = folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?;
    make(&folder, russian)?;
    let name = folder.display();
    outln!(
        "{name} is made. Next:\n  ringback check {name}\n  ringback play {name}\n  ringback report {name}"
    );
    Ok(ExitCode::SUCCESS)
}

fn make(folder: &Path, russian: bool) -> Result<(), Failure> {
    let says = |what: &str| Failure::Work(format!("{}: {what}", folder.display()));
    if fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(says("there are files here already; nothing was written"));
    }
    let id = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .ok_or_else(|| says("this folder has no name"))?;
    if let Some(better) = better_id(&id) {
        return Err(says(&format!(
            "a site's name has small letters, digits and -, and begins with a letter: {better}. Nothing was written"
        )));
    }
    fs::create_dir_all(folder.join("calls"))?;
    // The name of a secret is the site's own, as everything else in the template may stay for a first call.
    let secret = id.to_ascii_uppercase().replace('-', "_");
    for (file, en, ru) in FILES {
        let text = if russian { ru } else { en };
        let text = text.replace("SHOP_", &format!("{secret}_"));
        atomic::write(&folder.join(file), &text)?;
    }
    Ok(())
}

/// A name like `id` that a site may have; nothing where `id` is one.
fn better_id(id: &str) -> Option<String> {
    let plain = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase(),
        _ => '-',
    };
    let name: String = id.chars().map(plain).take(40).collect();
    let name = name.trim_matches('-');
    let name = match name.chars().next() {
        None => "my-site".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("site-{name}"),
        Some(_) => name.to_owned(),
    };
    (name != id).then_some(name)
}
