//! A bundle: all files of a site, checked together, immutable, with a version.

mod diff;
mod include;
mod kind;
mod length;
mod load;
mod outline;
mod size;
mod voice;

use crate::locale::{Locale, Texts};
use crate::{
    menu::{self, Menu, MenuDraft},
    problem::{At, Document, Problem, Report, Severity, did_you_mean, listed, rules, strings},
    site::{self, Site, SiteDraft},
    survey::{self, Survey, SurveyDraft},
    upgrade::CURRENT,
};
pub use diff::{Change, Matters, changes};
pub use kind::FileKind;
use kind::{SITE, kinds, recordings_in};
pub(crate) use load::document;
use load::{Loaded, load};
pub(crate) use outline::Outline;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A bundle's version: the first 8 bytes of the SHA-256 over its files, as 16 hex digits in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BundleVersion(pub [u8; 8]);

impl std::fmt::Display for BundleVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// A site's files as text, by name within the folder (`site.json`, `menu.json`, `survey.json`, `audio/az/index.json`),
/// and those that they use of the folder beside it (`common/hours.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BundleSource {
    /// Contents by name.
    pub files: BTreeMap<String, String>,
}

/// A checked site with everything that it uses.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Version.
    pub version: BundleVersion,
    /// The site.
    pub site: Site,
    /// Menus by file name.
    pub menus: BTreeMap<String, Menu>,
    /// The survey.
    pub survey: Option<Survey>,
    /// Recorded audio there is, by language: keys as [`crate::ivr::audio_key`] makes them.
    pub audio: BTreeMap<Locale, BTreeSet<String>>,
}

/// A bundle, and the warnings about it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The bundle.
    pub bundle: Bundle,
    /// Warnings.
    pub warnings: Vec<Problem>,
}

impl BundleSource {
    /// The version of these files.
    #[must_use]
    pub fn version(&self) -> BundleVersion {
        let mut hash = Sha256::new();
        for (name, text) in &self.files {
            // Lengths first, so that no two sets of files make the same bytes.
            hash.update((name.len() as u64).to_be_bytes());
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(name.as_bytes());
            hash.update(text.as_bytes());
        }
        let digest = hash.finalize();
        let mut version = [0; 8];
        version
            .iter_mut()
            .zip(digest)
            .for_each(|(to, from)| *to = from);
        BundleVersion(version)
    }

    /// Checks all files together. `today` is the day in the site's time zone.
    ///
    /// # Errors
    /// Every problem at once where at least one is an error, warnings included.
    pub fn check(&self, site_id: &str, today: jiff::civil::Date) -> Result<Checked, Vec<Problem>> {
        match self.examine(site_id, today) {
            (Some(bundle), warnings)
                if warnings.iter().all(|p| p.severity == Severity::Warning) =>
            {
                Ok(Checked { bundle, warnings })
            }
            (_, problems) => Err(problems),
        }
    }

    /// The bundle of files that were accepted once, whatever today's rules say of them: a call under way, and a site
    /// after an update of Ringback, go on with what they have. Nothing where `site.json` cannot be read.
    #[must_use]
    pub fn reopen(&self, site_id: &str, today: jiff::civil::Date) -> Option<Bundle> {
        self.examine(site_id, today).0
    }

    fn examine(&self, site_id: &str, today: jiff::civil::Date) -> (Option<Bundle>, Vec<Problem>) {
        if self.files.len() > size::FILES {
            let (count, limit) = (self.files.len().to_string(), size::FILES.to_string());
            let values = [("count", count.as_str()), ("limit", limit.as_str())];
            return (
                None,
                vec![about_file(&rules::TOO_MANY_FILES, SITE, &values)],
            );
        }
        let mut problems = Vec::new();
        let has_site = self.files.contains_key(SITE);
        let site_file = has_site.then(|| load(FileKind::Site, SITE, &self.files));
        let site = check_site(site_file.as_ref(), site_id, today, &mut problems);
        let draft = site_file.as_ref().and_then(|file| file.draft.as_ref());
        let files = Files {
            source: self,
            kinds: kinds(&self.files, draft),
            site: site.as_ref(),
            today,
        };
        let survey = files.survey(&mut problems);
        let names_survey = draft.and_then(|site| site.survey.as_ref());
        let has_survey = survey.is_some() || names_survey.is_some();
        let menus = files.menus(has_survey, &mut problems);
        let audio = files.audio(&mut problems);
        if let Some(file) = &site_file {
            problems.extend(files.strings(&file.document, &problems));
        }
        if let (Some(site), Some(file)) = (&site, &site_file) {
            files.used_files(site, &file.document, &mut problems);
        }
        let bundle = site.map(|site| Bundle {
            version: self.version(),
            site,
            menus,
            survey,
            audio,
        });
        if let (Some(bundle), Some(file)) = (&bundle, &site_file) {
            voice::check(bundle, &file.document, &mut problems);
            length::check(bundle, self, &mut problems);
        }
        in_order(&mut problems);
        (bundle, problems)
    }
}

fn check_site(
    file: Option<&Loaded<'_, SiteDraft>>,
    site_id: &str,
    today: jiff::civil::Date,
    problems: &mut Vec<Problem>,
) -> Option<Site> {
    let Some(loaded) = file else {
        problems.push(missing_file(SITE));
        return None;
    };
    problems.extend(loaded.problems.iter().cloned());
    let draft = loaded.draft.as_ref()?;
    let mut report = Report::new(&loaded.document);
    let site = site::check(site_id, draft, loaded.document.at(), today, &mut report);
    problems.extend(report.finish());
    Some(site)
}

/// In the order of the files, each once: a part that is used twice has its problems twice.
fn in_order(problems: &mut Vec<Problem>) {
    let key = |p: &Problem| (p.file.clone(), p.span, p.severity);
    problems.sort_by_cached_key(key);
    let mut place = None;
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    problems.retain(|problem| {
        let here = Some((problem.file.clone(), problem.span));
        if place != here {
            place = here;
            told.clear();
        }
        told.insert((problem.rule.clone(), problem.message.clone()))
    });
}

/// The files beside `site.json`, and what is known of the site.
struct Files<'a> {
    source: &'a BundleSource,
    kinds: BTreeMap<&'a str, FileKind>,
    site: Option<&'a Site>,
    today: jiff::civil::Date,
}

/// A list of recordings: `audio/<language>/index.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AudioIndex {
    version: u32,
    /// Texts by key.
    texts: BTreeMap<String, String>,
}

impl<'a> Files<'a> {
    fn of_kind(&self, kind: FileKind) -> impl Iterator<Item = &'a str> {
        let of_kind = self.kinds.iter().filter(move |(_, k)| **k == kind);
        of_kind.map(|(name, _)| *name)
    }

    fn load<T: DeserializeOwned>(&self, kind: FileKind, name: &'a str) -> Loaded<'a, T> {
        load(kind, name, &self.source.files)
    }

    fn survey(&self, problems: &mut Vec<Problem>) -> Option<Survey> {
        let name = self.of_kind(FileKind::Survey).next()?;
        let loaded: Loaded<'_, SurveyDraft> = self.load(FileKind::Survey, name);
        problems.extend(loaded.problems);
        problems.extend(self.strings(&loaded.document, problems));
        let draft = loaded.draft?;
        let mut report = Report::new(&loaded.document);
        let locales = self.site.and_then(Site::known_locales);
        let survey = survey::check(name, &draft, loaded.document.at(), locales, &mut report);
        problems.extend(report.finish());
        Some(survey)
    }

    fn menus(&self, has_survey: bool, problems: &mut Vec<Problem>) -> BTreeMap<String, Menu> {
        let mut menus = BTreeMap::new();
        for name in self.of_kind(FileKind::Menu) {
            let loaded: Loaded<'_, MenuDraft> = self.load(FileKind::Menu, name);
            problems.extend(loaded.problems);
            problems.extend(self.strings(&loaded.document, problems));
            let Some(draft) = loaded.draft else { continue };
            let mut report = Report::new(&loaded.document);
            let around = menu::Around {
                site: self.site,
                has_survey,
                today: self.today,
            };
            let menu = menu::check(&draft, &loaded.document, &around, &mut report);
            problems.extend(report.finish());
            menus.insert(name.to_owned(), menu);
        }
        menus
    }

    /// Rules about every text of a file.
    fn strings(&self, document: &Document<'_>, told: &[Problem]) -> Vec<Problem> {
        strings::check(document, self.site, told)
    }

    fn audio(&self, problems: &mut Vec<Problem>) -> BTreeMap<Locale, BTreeSet<String>> {
        let mut audio = BTreeMap::new();
        for name in self.of_kind(FileKind::Recordings) {
            let code = recordings_in(name);
            let Some(locale) = Locale::ALL.into_iter().find(|l| Some(l.code()) == code) else {
                continue;
            };
            let loaded: Loaded<'_, AudioIndex> = self.load(FileKind::Recordings, name);
            problems.extend(loaded.problems);
            if let Some(index) = loaded.draft {
                let mut report = Report::new(&loaded.document);
                check_version(index.version, loaded.document.at(), &mut report);
                problems.extend(report.finish());
                audio.insert(locale, index.texts.into_keys().collect());
            }
        }
        audio
    }

    /// Files that `site.json` names must exist.
    fn used_files(&self, site: &Site, document: &Document<'_>, problems: &mut Vec<Problem>) {
        let mut report = Report::new(document);
        let at = document.at();
        let menus: Vec<&str> = self.of_kind(FileKind::Menu).collect();
        for (number, settings) in &site.numbers {
            if !menus.contains(&settings.menu.as_str()) {
                let at = at.get("numbers").get(number).get("menu");
                let near = did_you_mean(&settings.menu, menus.iter().copied());
                let known = listed(menus.iter().copied());
                let values = [("name", settings.menu.as_str()), ("known", known.as_str())];
                report.add(&rules::UNKNOWN_MENU, at.value(), &values, near);
            }
        }
        if at.get("survey").exists() && !self.source.files.contains_key(&site.survey.file) {
            let values = [("name", site.survey.file.as_str())];
            let words = at.get("survey").get("file").value();
            report.add(&rules::UNKNOWN_SURVEY, words, &values, None);
        }
        problems.extend(report.finish());
    }
}

/// Files of a later version are not read; older ones have been brought forward.
pub(crate) fn check_version(version: u32, at: At<'_>, report: &mut Report<'_>) {
    if version != CURRENT {
        let (version, current) = (version.to_string(), CURRENT.to_string());
        let values = [("version", version.as_str()), ("current", current.as_str())];
        report.add(
            &rules::WRONG_VERSION,
            at.get("version").value(),
            &values,
            None,
        );
    }
}

fn missing_file(file: &str) -> Problem {
    about_file(&rules::MISSING_FILE, file, &[("file", file)])
}

/// A problem that stands in no line.
fn about_file(rule: &rules::Rule, file: &str, values: &[(&str, &str)]) -> Problem {
    let document = Document::missing(file);
    let mut report = Report::new(&document);
    report.add_at(rule, (0, 0), values, values, None);
    let mut problems = report.finish();
    let mut problem = problems.remove(0);
    (problem.line, problem.column) = (0, 0);
    problem
}

/// `texts`, with its first text where a language has none.
pub(crate) fn in_every_language(texts: &Texts, locales: &[Locale]) -> Texts {
    let text = |locale: &Locale| (*locale, texts.get(*locale).to_owned());
    Texts(locales.iter().map(text).collect())
}
