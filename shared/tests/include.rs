//! Files that use others: what is wrong in a part is told where the part's author finds it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

use shared::{bundle::BundleSource, problem::Problem};
use std::{fs, path::Path};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

/// The small site of the problems' fixtures, with these edits: file, old words, new words; nothing for a new file.
fn site(edits: &[(&str, &str, &str)]) -> BundleSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base");
    let mut files = site_files::read(&folder).unwrap();
    for (file, old, new) in edits {
        let text = files.entry((*file).to_owned()).or_default();
        assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
        *text = text.replacen(old, new, 1);
    }
    BundleSource { files }
}

fn problems(source: &BundleSource) -> Vec<Problem> {
    match source.check("acme", TODAY) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    }
}

/// Rule, file, line and column, and the words.
fn places(source: &BundleSource) -> Vec<String> {
    let place = |p: &Problem| {
        let words = source.files.get(&p.file).unwrap().get(p.span.0..p.span.1);
        format!(
            "{} {}:{}:{} {}",
            p.rule,
            p.file,
            p.line,
            p.column,
            words.unwrap()
        )
    };
    problems(source).iter().map(place).collect()
}

const BYE: &str = r#"{ "en": "Goodbye!", "ru": "До свидания!" }"#;
const CLOSED: &str = r#"{ "en": "Closed.", "ru": "Закрыто." }"#;

#[test]
fn a_problem_in_a_part_points_into_the_part() {
    for (what, edits, expected) in [
        (
            "a wrong type, a name that does not exist, a bad text",
            vec![
                (
                    "menu.json",
                    r#"{ "do": "transfer", "to": "+442079460101", "if_unanswered": "operator" }"#,
                    r#"{ "use": "parts/shop.json" }"#,
                ),
                (
                    "parts/shop.json",
                    "",
                    "{\n  \"do\": \"say\",\n  \"say\": { \"en\": 5, \"ru\": \"Ещё TODO\" },\n  \"go_to\": \"operatr\"\n}",
                ),
            ],
            vec![
                "wrong_type parts/shop.json:3:18 5",
                "placeholder_text parts/shop.json:3:32 TODO",
                "unknown_step parts/shop.json:4:12 \"operatr\"",
            ],
        ),
        (
            "a language that is missing in the part",
            vec![
                ("menu.json", BYE, r#"{ "use": "common/bye.json" }"#),
                ("common/bye.json", "", "\n { \"en\": \"Goodbye!\" }"),
            ],
            vec!["missing_translation common/bye.json:2:2 {"],
        ),
        (
            "a field that is missing in the part",
            vec![
                (
                    "menu.json",
                    r#"{ "do": "survey", "go_to": "bye" }"#,
                    r#"{ "use": "rate.json" }"#,
                ),
                ("rate.json", "", r#"{ "do": "survey" }"#),
            ],
            vec!["missing_field rate.json:1:1 {"],
        ),
        (
            "a part that is no JSON",
            vec![
                ("menu.json", BYE, r#"{ "use": "common/bye.json" }"#),
                ("common/bye.json", "", r#"{ "en": "Goodbye!" "ru": "" }"#),
            ],
            vec!["missing_comma common/bye.json:1:20 \""],
        ),
        (
            "a part within a part, used twice: told once",
            vec![
                ("menu.json", BYE, r#"{ "use": "common/a.json" }"#),
                ("menu.json", CLOSED, r#"{ "use": "common/a.json" }"#),
                (
                    "common/a.json",
                    "",
                    r#"{ "en": "Goodbye!", "ru": { "use": "common/b.json" } }"#,
                ),
                ("common/b.json", "", r#""...""#),
            ],
            vec!["placeholder_text common/b.json:1:2 ..."],
        ),
        (
            "a name that is none",
            vec![("menu.json", BYE, r#"{ "use": 5 }"#)],
            vec!["wrong_type menu.json:32:47 5"],
        ),
    ] {
        assert_eq!(places(&site(&edits)), expected, "{what}");
    }
}

#[test]
fn what_is_used_may_be_any_value_or_a_whole_file() {
    let menu = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/base/menu.json"),
    )
    .unwrap();
    for edits in [
        vec![
            (
                "site.json",
                r#""GB",
  "data"#,
                r#"{ "use": "common/country.json" },
  "data"#,
            ),
            ("common/country.json", "", r#""GB""#),
        ],
        vec![
            (
                "menu.json",
                r#""wait_s": 6"#,
                r#""wait_s": { "use": "six.json" }"#,
            ),
            ("six.json", "", "6"),
        ],
        vec![
            (
                "site.json",
                r#"[
    { "from": "2030-03-01 08:00", "until": "2030-03-02 08:00", "say": { "en": "Outage", "ru": "Авария" } }
  ]"#,
                r#"{ "use": "announcements.json" }"#,
            ),
            ("announcements.json", "", "[]"),
        ],
        vec![
            (
                "menu.json",
                menu.as_str(),
                r#"{ "use": "common/menu.json" }"#,
            ),
            ("common/menu.json", "", menu.as_str()),
        ],
        vec![("night.json", "", r#"{ "use": "menu.json" }"#)],
        vec![
            (
                "menu.json",
                r#""do": "menu""#,
                r#""do": { "use": "do.json" }"#,
            ),
            ("do.json", "", r#""menu""#),
        ],
        // A step, an hour, a name of the author's own may be called “use”.
        vec![
            ("menu.json", r#""shop": {"#, r#""use": {"#),
            ("menu.json", r#""go_to": "shop""#, r#""go_to": "use""#),
        ],
    ] {
        assert_eq!(places(&site(&edits)), Vec::<String>::new(), "{edits:?}");
    }
}

#[test]
fn a_part_is_no_menu_of_its_own_and_counts_for_the_version() {
    let edits = [
        ("menu.json", BYE, r#"{ "use": "bye.json" }"#),
        ("bye.json", "", BYE),
    ];
    let mut source = site(&edits);
    let bundle = source.check("acme", TODAY).unwrap().bundle;
    assert_eq!(bundle.menus.keys().collect::<Vec<_>>(), ["menu.json"]);
    source
        .files
        .insert("bye.json".to_owned(), BYE.replace('!', "."));
    let other = source.check("acme", TODAY).unwrap().bundle;
    assert_ne!(bundle.version, other.version);
}

#[test]
fn parts_that_double_each_other_end_soon() {
    // 8 files deep, each used 64 times by the one before: 64^8 texts if nothing stopped it.
    let mut edits = vec![(
        "menu.json".to_owned(),
        r#""start": "language""#.to_owned(),
        r#""start": { "use": "p/0.json" }"#.to_owned(),
    )];
    for level in 0..8 {
        let one = format!("{{ \"use\": \"p/{}.json\" }}", level + 1);
        edits.push((
            format!("p/{level}.json"),
            String::new(),
            format!("[{}]", vec![one; 64].join(",")),
        ));
    }
    edits.push(("p/8.json".to_owned(), String::new(), "[]".to_owned()));
    let edits: Vec<(&str, &str, &str)> = edits
        .iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect();
    let rules: Vec<String> = problems(&site(&edits))
        .into_iter()
        .map(|p| p.rule)
        .collect();
    // What is told stops at a thousand; that it is told at all means that somebody stopped reading.
    assert!((1..=1_000).contains(&rules.len()), "{}", rules.len());
    assert!(rules.iter().all(|rule| rule.starts_with("use_too_")));
}
