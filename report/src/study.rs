//! A site's files as somebody works on them, and what is known of them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use shared::{
    bundle::{Bundle, BundleSource},
    menu::{
        NodeId,
        picture::{Picture, PictureStep},
    },
    problem::{Problem, Severity},
};
use std::collections::BTreeMap;

/// A site that is looked at.
#[derive(Clone, Debug)]
pub struct Study {
    /// The site's id: the folder's name.
    pub id: String,
    /// Its files.
    pub source: BundleSource,
    /// Its calls, by the name of their file.
    pub calls: BTreeMap<String, String>,
    /// Everything that is wrong with the files.
    pub problems: Vec<Problem>,
    /// The menus that can be drawn, by the name of their file.
    pub pictures: BTreeMap<String, Picture>,
    /// The site as it was when its files were last without an error.
    pub bundle: Option<Bundle>,
    /// Whether that is the site as it is now.
    pub is_sound: bool,
}

impl Study {
    /// Looks at files for the first time.
    #[must_use]
    pub fn new(
        id: &str,
        source: BundleSource,
        calls: BTreeMap<String, String>,
        now: Timestamp,
    ) -> Study {
        let mut study = Study {
            id: id.to_owned(),
            source,
            calls,
            problems: Vec::new(),
            pictures: BTreeMap::new(),
            bundle: None,
            is_sound: false,
        };
        study.check(now);
        study
    }

    /// Checks the files as they are now.
    pub fn check(&mut self, now: Timestamp) {
        match self.source.check(&self.id, today(&self.source, now)) {
            Ok(checked) => {
                self.bundle = Some(checked.bundle);
                self.problems = checked.warnings;
                self.is_sound = true;
            }
            Err(problems) => {
                self.problems = problems;
                self.is_sound = false;
            }
        }
        // A file in a folder is part of others.
        let menus = self.source.files.keys().filter(|name| !name.contains('/'));
        self.pictures = menus
            .filter_map(|name| Some((name.clone(), Picture::of(&self.source, name)?)))
            .collect();
    }

    /// The problems of a file.
    pub fn problems_of(&self, file: &str) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(move |problem| problem.file == file)
    }

    /// The problems of a step.
    pub fn problems_at(&self, step: &PictureStep) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.line > 0 && step.has(&problem.file, problem.span.0))
    }

    /// How many problems of a severity there are.
    #[must_use]
    pub fn number_of(&self, severity: Severity) -> usize {
        self.problems
            .iter()
            .filter(|p| p.severity == severity)
            .count()
    }

    /// The checked site, where it is the one that the files describe now.
    #[must_use]
    pub fn current(&self) -> Option<&Bundle> {
        self.bundle.as_ref().filter(|_| self.is_sound)
    }

    /// What a step says to a caller, by language; nothing where the files have errors.
    #[must_use]
    pub fn speech(&self, file: &str, step: &str) -> Vec<(shared::locale::Locale, Vec<String>)> {
        let said = self.current().and_then(|bundle| {
            let menu = bundle.menus.get(file)?;
            let node: NodeId = menu.by_name(step)?;
            let say = |locale| (locale, shared::ivr::step_speech(menu, node, locale));
            Some(bundle.site.locales.iter().copied().map(say).collect())
        });
        said.unwrap_or_default()
    }
}

/// The day in the site's time zone, or in UTC where the file does not tell it.
#[must_use]
pub fn today(source: &BundleSource, now: Timestamp) -> Date {
    let zone = source
        .files
        .get("site.json")
        .and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        .and_then(|site| TimeZone::get(site.get("time_zone")?.as_str()?).ok())
        .unwrap_or(TimeZone::UTC);
    zone.to_datetime(now).date()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::{fs, path::Path};

    /// A demo site on a working day.
    pub(crate) fn demo(id: &str) -> Study {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../sites")
            .join(id);
        let mut source = BundleSource::default();
        let mut calls = BTreeMap::new();
        let mut read = |folder: &Path, before: &str| {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.ends_with(".json") {
                    source.files.insert(
                        format!("{before}{name}"),
                        fs::read_to_string(&path).unwrap(),
                    );
                } else if name.ends_with(".call") {
                    calls.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        };
        read(&folder, "");
        read(&folder.join("calls"), "calls/");
        for locale in shared::locale::Locale::ALL {
            let audio = format!("audio/{}/", locale.code());
            if folder.join(&audio).is_dir() {
                read(&folder.join(&audio), &audio);
            }
        }
        let common = folder.join("../common");
        if common.is_dir() {
            read(&common, "common/");
        }
        Study::new(id, source, calls, "2026-11-24T08:00:00Z".parse().unwrap())
    }

    /// A demo site with one change.
    pub(crate) fn edited(id: &str, file: &str, from: &str, to: &str) -> Study {
        let mut study = demo(id);
        let text = study.source.files.get_mut(file).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replacen(from, to, 1);
        study.check("2026-11-24T08:00:00Z".parse().unwrap());
        study
    }

    #[test]
    fn the_last_site_without_an_error_stays() {
        let study = edited(
            "mobile",
            "menu.json",
            "\"go_to\": \"tariffs\"",
            "\"go_to\": \"tarifs\"",
        );
        assert!(study.current().is_none());
        assert!(study.bundle.is_some());
        let step = &study.pictures["menu.json"].steps[3];
        assert_eq!(step.name, "main");
        assert!(study.problems_at(step).count() > 0);
    }
}
