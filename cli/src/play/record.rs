//! A call that is kept as a test.

use crate::{atomic, command::Failure};
use jiff::{Timestamp, tz::TimeZone};
use shared::{
    bundle::Bundle,
    ivr::{
        line::{Act, Line},
        script::{self, ScriptError},
    },
    queue::QueueSnapshot,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Writes down what is done.
pub(super) struct Recorder {
    file: PathBuf,
    /// The calls that the file holds already.
    before: String,
    lines: Vec<String>,
}

impl Recorder {
    /// Reads what the file holds already, so that a call is not played in vain, and writes down the scene.
    pub(super) fn open(file: &Path, bundle: &Bundle, line: &Line<'_>) -> Result<Recorder, Failure> {
        let shown = file.display();
        let before = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::Work(format!("{shown}: {error}"))),
        };
        if let Some(folder) = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir_all(folder)
                .map_err(|error| Failure::Work(format!("{}: {error}", folder.display())))?;
        }
        if !before.trim().is_empty() {
            script::play(bundle, &before).map_err(|errors| {
                let first = errors
                    .first()
                    .map(ScriptError::to_string)
                    .unwrap_or_default();
                Failure::Files(format!(
                    "{shown}: {first}. Mend it before a call is added to it"
                ))
            })?;
        }
        let lines = scene(bundle, line, &before);
        Ok(Recorder {
            file: file.to_owned(),
            before,
            lines,
        })
    }

    /// Writes down what is done.
    pub(super) fn add(&mut self, act: &Act) {
        self.lines.push(act.to_string());
    }

    /// Writes the file: the calls that were in it as they were, then this one with all that it comes to.
    pub(super) fn keep(self, bundle: &Bundle) -> Result<PathBuf, Failure> {
        let call = format!("{}\n", self.lines.join("\n"));
        let text = match self.before.trim_end() {
            "" => call,
            before => format!("{before}\n\n{call}"),
        };
        let played = script::play(bundle, &text).map_err(|errors| {
            let all: Vec<String> = errors.iter().map(ScriptError::to_string).collect();
            Failure::Work(all.join("\n"))
        })?;
        atomic::write(&self.file, &played.text)?;
        Ok(self.file)
    }
}

/// The lines before the first key. What earlier calls of the file have set is set back.
fn scene(bundle: &Bundle, line: &Line<'_>, before: &str) -> Vec<String> {
    let site = &bundle.site;
    let is_set = |words: &str| before.lines().any(|line| sense(line).starts_with(words));
    let mut lines = vec![
        "# Played by hand: say here what this call shows.".to_owned(),
        format!("at {}", time(line.now, &site.time_zone)),
    ];
    for queue in site.queues.keys() {
        match line.queues.get(queue) {
            Some(snapshot) => lines.push(format!("queue {queue} {}", figures(snapshot))),
            None if is_set(&format!("queue {queue} ")) => {
                lines.push(format!("queue {queue} unknown"))
            }
            None => {}
        }
        if is_set(&format!("callbacks {queue} ")) {
            lines.push(format!("callbacks {queue} 0"));
        }
    }
    if is_set("desk ") {
        lines.push("desk rules".to_owned());
    }
    let language = line.locale.map(|locale| format!(" in {}", locale.code()));
    lines.push(format!(
        "call {} -> {}{}",
        line.ani().unwrap_or("hidden"),
        line.dnis(),
        language.unwrap_or_default()
    ));
    lines
}

fn sense(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The time as the site reads it; in UTC where the site's own clock shows it twice.
fn time(now: Timestamp, home: &TimeZone) -> String {
    let local = now
        .to_zoned(home.clone())
        .strftime("%Y-%m-%d %H:%M")
        .to_string();
    if script::time(&local, home) == Ok(now) {
        return local;
    }
    format!("{} UTC", now.strftime("%Y-%m-%d %H:%M"))
}

fn figures(snapshot: &QueueSnapshot) -> String {
    let figure = |number: Option<i64>, what: &str| number.map(|n| format!("{n} {what}"));
    let all = [
        figure(Some(snapshot.waiting), "waiting"),
        match snapshot.agents_staffed {
            Some(1) => Some("1 operator".to_owned()),
            staffed => figure(staffed, "operators"),
        },
        figure(snapshot.agents_available, "free"),
        snapshot.aht_s.map(|seconds| format!("{seconds} s each")),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
