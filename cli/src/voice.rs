//! `ringback voice FOLDER`: recordings for the languages that a number's provider cannot speak.
//!
//! Every text that a call may say ([`shared::ivr::fixed_texts`]), numbers and keys become 8 kHz mu-law WAV files under
//! `audio/<language>/`, which the Worker serves. Only what is missing is rendered, what is no longer said is removed.

pub(crate) mod espeak;
mod index;
mod resample;
mod wav;

use crate::{
    command::{Command, Failure},
    folder,
};
use espeak::Espeak;
use index::Index;
use lexopt::ValueExt;
use shared::{
    bundle::Bundle,
    dialect,
    ivr::{audio_key, fixed_texts, spoken_units},
    locale::Locale,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

pub(crate) const COMMAND: Command = Command {
    name: "voice",
    summary: "records what a call says, where the provider cannot speak the language",
    help: "\
ringback voice FOLDER [options]

Records what a call says with espeak-ng, in the languages that a number's provider cannot speak, under FOLDER/audio.

  --locale LANGUAGE   only this language, whether a provider speaks it or not

  ringback voice sites/acme
",
    run,
};

/// The rate of a telephone line, Hz.
const LINE_HZ: u32 = 8_000;

fn run(mut arguments: lexopt::Parser) -> Result<ExitCode, Failure> {
    use lexopt::prelude::{Long, Short, Value};
    let (mut folder, mut only) = (None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("locale") => {
                let code = arguments.value()?.string()?;
                only =
                    Some(Locale::from_tag(&code).ok_or_else(|| {
                        Failure::Usage("--locale is az, en, ro or ru".to_owned())
                    })?);
            }
            other @ (Value(_) | Short(_) | Long(_)) => return Err(other.unexpected().into()),
        }
    }
    let folder = folder.ok_or_else(|| Failure::Usage("which folder?".to_owned()))?;
    let bundle = bundle(&folder)?;
    let locales = match only {
        Some(locale) => BTreeSet::from([locale]),
        None => unspoken(&bundle),
    };
    if locales.is_empty() {
        outln!("Every provider of this site speaks all of its languages: nothing to record.");
    }
    for locale in locales {
        record(&folder.join("audio").join(locale.code()), &bundle, locale)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The site without its recordings, which may be about to change.
fn bundle(folder: &Path) -> Result<Bundle, Failure> {
    let (id, mut source) = folder::read(folder)?;
    source.files.retain(|name, _| !name.starts_with("audio/"));
    folder::check(folder, &id, &source)
}

/// Languages of the site that the provider of one of its numbers cannot speak.
fn unspoken(bundle: &Bundle) -> BTreeSet<Locale> {
    let site = &bundle.site;
    site.numbers
        .values()
        .flat_map(|number| {
            let locales = site.locales.iter().copied();
            locales.filter(|&locale| !dialect::speaks(number.provider, locale))
        })
        .collect()
}

fn record(folder: &Path, bundle: &Bundle, locale: Locale) -> Result<(), Failure> {
    let texts: BTreeMap<String, String> = bundle
        .menus
        .values()
        .flat_map(|menu| fixed_texts(bundle, menu, locale))
        .chain(spoken_units())
        .map(|text| (audio_key(locale, &text), text))
        .collect();
    fs::create_dir_all(folder)?;
    let espeak = Espeak::new(locale);
    let (mut rendered, mut bytes) = (0, 0);
    for (key, text) in &texts {
        let path = folder.join(format!("{key}.wav"));
        if !path.is_file() {
            let voice = espeak.say(text)?;
            let samples = resample::resample(&voice.samples, voice.hz, LINE_HZ);
            fs::write(&path, wav::mu_law(&wav::trim(&samples), LINE_HZ))?;
            rendered += 1;
        }
        bytes += fs::metadata(&path)?.len();
    }
    let removed = remove_others(folder, &texts)?;
    let count = texts.len();
    Index { version: 1, texts }.write(&folder.join("index.json"))?;
    outln!(
        "{}: {count} texts, {rendered} rendered, {removed} removed, {} kB",
        folder.display(),
        bytes / 1_000
    );
    Ok(())
}

/// Removes recordings of what is no longer said.
fn remove_others(folder: &Path, texts: &BTreeMap<String, String>) -> Result<usize, Failure> {
    let mut removed = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_ours = path.extension().is_some_and(|e| e == "wav");
        let key = path.file_stem().unwrap_or_default().to_string_lossy();
        if is_ours && !texts.contains_key(key.as_ref()) {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}
