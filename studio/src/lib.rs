//! A Twilio Studio flow as the files of a site.
//!
//! [`import`] is pure and total: whatever text it is given, it answers with the files that could be made of it and a
//! report that names every state: what became of it, what could not be carried over and why, and what was wrong with
//! the old flow. What is wrong is not mended in silence: a caller who was cut off on silence has no `if_silent` in the
//! new menu either, so that the check refuses it until its author has decided.
//!
//! One module a question: what stands in the flow (`flow`), what its states are (`kind`), what it compares (`condition`, `liquid`), where a transition
//! really leads (`route`), which keys a prompt names (`prompt`), when a line is open (`week`), what a question with keys
//! becomes (`gather`), which steps there are (`steps`), the site around them (`site`), and the words (`report`).
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests may fail loudly"
    )
)]

mod condition;
mod faults;
mod flow;
mod gather;
mod json;
mod kind;
mod liquid;
mod names;
mod prompt;
mod report;
mod retry;
mod route;
mod site;
mod speech;
mod steps;
mod survey;
mod week;

pub use report::{Carried, Note, Report, Said};

use shared::{bundle::BundleSource, layout, locale::Locale};
use std::collections::BTreeMap;

/// What a flow does not say and a site must know.
#[derive(Clone, Debug)]
pub struct Options {
    /// The site's id, in which the name of its secret begins.
    pub id: String,
    /// The site's name; the flow's description where there is none.
    pub name: Option<String>,
    /// The phone number that the menu answers, E.164.
    pub number: Option<String>,
    /// Two capital letters.
    pub country: Option<String>,
    /// IANA name; the one that the flow compares the time in where there is none.
    pub time_zone: Option<String>,
    /// The language of texts that do not say theirs.
    pub locale: Locale,
}

/// What became of a flow.
#[derive(Clone, Debug)]
pub struct Import {
    /// The site's files by name; none where the flow answers no calls.
    pub files: BTreeMap<String, String>,
    /// What was carried over, what was not, and what was wrong.
    pub report: Report,
}

/// Makes a site's files of a flow's JSON.
#[must_use]
pub fn import(text: &str, options: &Options) -> Import {
    let mut report = Report::default();
    let Some(flow) = flow::read(text, &mut report) else {
        return Import {
            files: BTreeMap::new(),
            report,
        };
    };
    report.title = flow.description.clone().unwrap_or_default();
    let files = steps::make(&flow, options, &mut report);
    Import {
        files: laid_out(files),
        report,
    }
}

/// The files in the layout that `ringback fmt` gives them.
fn laid_out(files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let source = BundleSource { files };
    let formatted = layout::format(&source);
    let mut files = source.files;
    for (name, text) in formatted {
        files.extend(text.ok().map(|text| (name, text)));
    }
    files
}
