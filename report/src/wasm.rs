//! What the page's script calls. Strings go in, JSON and HTML come out.

use crate::{
    Lang, Study, call, page,
    view::{Part, editor},
};
use jiff::Timestamp;
use serde::Serialize;
use shared::{bundle::BundleSource, problem::Severity};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::wasm_bindgen;

/// The site that the page works on.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Report {
    study: Study,
    lang: Lang,
}

/// What the editor shows of a file.
#[derive(Serialize)]
struct Verdict {
    errors: usize,
    warnings: usize,
    lines: Vec<(u32, &'static str)>,
    marks: String,
    brief: String,
}

#[wasm_bindgen]
impl Report {
    /// Begins with a site's files and calls (JSON objects of texts by name) at a moment in milliseconds since 1970.
    #[wasm_bindgen(constructor)]
    pub fn new(id: &str, files: &str, calls: &str, now_ms: f64, lang: &str) -> Report {
        let source = BundleSource {
            files: texts(files),
        };
        Report {
            study: Study::new(id, source, texts(calls), moment(now_ms)),
            lang: Lang::from_tag(lang),
        }
    }

    /// Changes the language of the page.
    pub fn speak(&mut self, lang: &str) {
        self.lang = Lang::from_tag(lang);
    }

    /// Puts a file in the place of another, or beside them; nothing takes it away.
    pub fn put(&mut self, name: &str, text: Option<String>) {
        let files = if name.ends_with(".call") {
            &mut self.study.calls
        } else {
            &mut self.study.source.files
        };
        match text {
            Some(text) => files.insert(name.to_owned(), text),
            None => files.remove(name),
        };
    }

    /// Checks the files as they are now.
    pub fn check(&mut self, now_ms: f64) {
        self.study.check(moment(now_ms));
    }

    /// Whether the files have no errors: then the phone plays them, else those that last had none.
    #[wasm_bindgen(getter)]
    pub fn sound(&self) -> bool {
        self.study.is_sound
    }

    /// What the editor shows of a file, as JSON.
    pub fn verdict(&self, file: &str) -> String {
        json(&Verdict {
            errors: self.study.number_of(Severity::Error),
            warnings: self.study.number_of(Severity::Warning),
            lines: editor::bad_lines(&self.study, file),
            marks: editor::marked(&self.study, file),
            brief: editor::brief(&self.study, file, self.lang),
        })
    }

    /// A part of the page by the id of its element, as HTML.
    pub fn part(&self, id: &str) -> String {
        let part = Part::ALL.into_iter().find(|(_, name)| *name == id);
        part.map(|(part, _)| part.render(&self.study, self.lang))
            .unwrap_or_default()
    }

    /// The whole page, as HTML.
    pub fn body(&self) -> String {
        page::body(&self.study, self.lang)
    }

    /// Plays a call: scene and acts as JSON, what was told as JSON; `{"error": …}` where it cannot begin.
    pub fn play(&self, scene: &str, acts: &str, now_ms: f64) -> String {
        let Some(bundle) = &self.study.bundle else {
            return json(&BTreeMap::from([(
                "error",
                self.lang.pick("The files have errors", "В файлах ошибки"),
            )]));
        };
        let (Ok(scene), Ok(acts)) = (
            serde_json::from_str(scene),
            serde_json::from_str::<Vec<String>>(acts),
        ) else {
            return json(&BTreeMap::from([(
                "error",
                "scene or acts are not understood",
            )]));
        };
        match call::play(bundle, &scene, &acts, moment(now_ms), self.lang) {
            Ok(told) => json(&told),
            Err(why) => json(&BTreeMap::from([("error", why)])),
        }
    }

    /// A call's script with what comes of its lines: the text of a `.call` file.
    pub fn written(&self, script: &str) -> String {
        let bundle = self.study.bundle.as_ref();
        let played = bundle.and_then(|bundle| shared::ivr::script::play(bundle, script).ok());
        played.map_or_else(|| script.to_owned(), |played| played.text)
    }
}

fn texts(json: &str) -> BTreeMap<String, String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds of a clock fit"
)]
fn moment(ms: f64) -> Timestamp {
    Timestamp::from_millisecond(ms as i64).unwrap_or_default()
}
