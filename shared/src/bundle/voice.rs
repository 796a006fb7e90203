//! Whether each number's provider can say what its menu says.

use super::Bundle;
use crate::{
    dialect,
    ivr::{audio_key, fixed_texts, spoken_units},
    locale::Locale,
    menu::Menu,
    problem::{At, Document, Problem, Report, rules, texts},
    site::Provider,
};
use std::collections::BTreeSet;

/// Checks languages without a voice: all that is said in them must be recorded.
pub(super) fn check(bundle: &Bundle, site: &Document<'_>, problems: &mut Vec<Problem>) {
    let mut report = Report::new(site);
    let numbers = site.at().get("numbers");
    for (number, settings) in &bundle.site.numbers {
        let Some(menu) = bundle.menus.get(&settings.menu) else {
            continue;
        };
        let at = numbers.get(number).get("provider");
        for locale in &bundle.site.locales {
            if !dialect::speaks(settings.provider, *locale) {
                no_voice(bundle, menu, settings.provider, *locale, at, &mut report);
            }
        }
    }
    problems.extend(report.finish());
}

fn no_voice(
    bundle: &Bundle,
    menu: &Menu,
    provider: Provider,
    locale: Locale,
    at: At<'_>,
    report: &mut Report<'_>,
) {
    let recorded = bundle.audio.get(&locale);
    let said: BTreeSet<String> = fixed_texts(bundle, menu, locale)
        .into_iter()
        .chain(spoken_units())
        .map(|text| audio_key(locale, &text))
        .collect();
    let missing = said
        .iter()
        .filter(|key| !recorded.is_some_and(|keys| keys.contains(*key)))
        .count();
    if missing > 0 {
        let (count, total) = (missing.to_string(), said.len().to_string());
        let values = [
            ("provider", provider.brand()),
            ("count", count.as_str()),
            ("total", total.as_str()),
        ];
        texts::about_language(&rules::NO_VOICE, at.value(), locale, &values, report);
    }
}
