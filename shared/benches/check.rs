//! How long the check of a large menu takes: 500 steps in four languages, all texts recorded in one of them.
//!
//! `cargo bench -p shared --features schema,phone --bench check`. Beside it, the same files read by `serde_json` alone
//! and judged by the `jsonschema` crate against our schemas, which is what an editor does on every key press.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a measurement takes the time and may fail loudly"
)]

use serde_json::{Value, json};
use shared::{
    bundle::BundleSource,
    ivr::{audio_key, fixed_texts, spoken_units},
    locale::Locale,
    problem::Problem,
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 6, 1);

/// Menus; each has four options of its own, so that there are four times as many steps and one.
const MENUS: usize = 124;

fn main() {
    let clean = recorded(site(MENUS));
    let steps = clean.files["menu.json"].matches("\"do\"").count();
    let bytes: usize = clean.files.values().map(String::len).sum();
    println!(
        "{steps} steps, {} languages, {} kB",
        Locale::ALL.len(),
        bytes / 1000
    );

    let mut broken = clean.clone();
    let menu = broken.files.get_mut("menu.json").unwrap();
    *menu = menu.replace("{ussd}", "{usd}");

    let schemas: Vec<(String, jsonschema::Validator)> = shared::schema::files()
        .into_iter()
        .map(|(name, schema)| {
            let file = name.replace(".schema", "");
            (file, jsonschema::validator_for(&schema).unwrap())
        })
        .collect();

    // The numbering plans are read once a process.
    let first = once(|| problems(&clean));
    println!("first check of the process: {:.1} ms", ms(first));

    let subjects: [(&str, Work<'_>); 4] = [
        (
            "serde_json reads the files",
            Box::new(|| read(&clean).len()),
        ),
        (
            "jsonschema judges them, parsed",
            Box::new({
                let values = read(&clean);
                move || judge(&schemas, &values)
            }),
        ),
        ("ringback checks them", Box::new(|| problems(&clean).len())),
        (
            "ringback checks them broken",
            Box::new(|| problems(&broken).len()),
        ),
    ];
    const ROUNDS: usize = 31;
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); subjects.len()];
    for _ in 0..ROUNDS {
        for (subject, times) in subjects.iter().zip(&mut times) {
            times.push(once(&subject.1));
        }
    }
    for ((name, run), times) in subjects.iter().zip(&mut times) {
        times.sort();
        let (median, worst) = (times[ROUNDS / 2], times[ROUNDS - 1]);
        println!(
            "{name:<32} {:>7.2} ms, at worst {:>7.2} ms: {} told",
            ms(median),
            ms(worst),
            run()
        );
    }
}

/// Something to be timed, and how many faults it tells.
type Work<'a> = Box<dyn Fn() -> usize + 'a>;

/// Time on a processor where the system tells it, so that other programs count as little as they can.
fn once<T>(run: impl Fn() -> T) -> Duration {
    let (start, busy) = (Instant::now(), on_processor());
    black_box(run());
    let elapsed = start.elapsed();
    match (busy, on_processor()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => elapsed,
    }
}

fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(ns))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn problems(source: &BundleSource) -> Vec<Problem> {
    match source.check("large", TODAY) {
        Ok(checked) => checked.warnings,
        Err(problems) => problems,
    }
}

fn read(source: &BundleSource) -> Vec<(String, Value)> {
    let files = source.files.iter();
    files
        .map(|(name, text)| (name.clone(), serde_json::from_str(text).unwrap()))
        .collect()
}

fn judge(schemas: &[(String, jsonschema::Validator)], files: &[(String, Value)]) -> usize {
    files
        .iter()
        .filter_map(|(name, value)| Some((schemas.iter().find(|(n, _)| n == name)?, value)))
        .map(|((_, schema), value)| schema.iter_errors(value).count())
        .sum()
}

/// A text of the length that people write, different in every step.
fn texts(number: usize, en: &str, ru: &str, az: &str, ro: &str) -> Value {
    let fill = |text: &str| text.replace('N', &format!("N{number}"));
    json!({ "en": fill(en), "ru": fill(ru), "az": fill(az), "ro": fill(ro) })
}

fn site(menus: usize) -> BundleSource {
    let mut steps = serde_json::Map::new();
    for number in 0..4 * menus + 1 {
        steps.insert(format!("step_{number}"), step(number, menus));
    }
    let bye = texts(
        0,
        "Thank you for calling us, goodbye!",
        "Спасибо за звонок, до свидания!",
        "Zəng etdiyiniz üçün təşəkkür edirik, sağ olun!",
        "Vă mulțumim pentru apel, la revedere!",
    );
    steps.insert(
        "operator".into(),
        json!({ "do": "queue", "queue": "care", "while_waiting": { "2": "call_me" },
        "if_nobody": "call_me" }),
    );
    steps.insert(
        "call_me".into(),
        json!({ "do": "callback", "queue": "care", "go_to": "bye", "if_impossible": "bye" }),
    );
    steps.insert("bye".into(), json!({ "do": "hang_up", "say": bye }));
    let menu = json!({ "version": 1, "start": "step_0", "steps": steps });
    let name = |text: &str| json!({ "en": text, "ru": text, "az": text, "ro": text });
    let site = json!({
        "version": 1, "name": name("Large"), "locales": ["en", "ru", "az", "ro"], "country": "AZ",
        "time_zone": "Asia/Baku",
        "hours": { "office": { "mon-sun": ["08:00-22:00"], "say_closed": texts(0,
            "We are closed now.", "Сейчас мы закрыты.", "İndi bağlıyıq.", "Acum suntem închiși.") } },
        "projects": { "care": { "name": name("Care") } },
        "queues": { "care": { "project": "care", "hours": "office" } },
        "numbers": { "+994125550100": { "provider": "twilio", "secret": "LARGE_TOKEN", "menu": "menu.json",
            "last_resort": "+994125550199" } },
        "callback": { "from_number": "+994125550100", "consent": texts(0, "You may call me.", "Можете мне позвонить.",
            "Mənə zəng edə bilərsiniz.", "Mă puteți suna.") },
    });
    let mut source = BundleSource::default();
    for (name, value) in [("site.json", site), ("menu.json", menu)] {
        source
            .files
            .insert(name.into(), serde_json::to_string_pretty(&value).unwrap());
    }
    source
}

/// The first steps are menus, each of which leads to four steps that nothing else leads to; the others are answers.
fn step(number: usize, menus: usize) -> Value {
    if number >= menus {
        return json!({
            "do": "answer", "ussd": format!("*{}#", 100 + number), "works_on": "our_sim", "price": "free",
            "review_by": "2030-03-01", "sms": true,
            "say": texts(number,
                "To order service N and to see what it costs, dial {ussd}. It is {price}.",
                "Чтобы подключить услугу N и узнать, сколько она стоит, наберите {ussd}. Это {price}.",
                "N xidmətini qoşmaq və qiymətini öyrənmək üçün {ussd} yığın. Qiyməti: {price}.",
                "Pentru a activa serviciul N și a afla prețul, formați {ussd}. Este {price}."),
            "search": { "en": ["service", "price"], "ru": ["услуга", "цена"], "az": ["xidmət"], "ro": ["serviciu"] },
            "helped": { "yes": "bye", "no": "operator" },
        });
    }
    let mut keys = serde_json::Map::new();
    for key in 1..=4 {
        let target = 4 * number + key;
        let name = texts(
            target,
            "Services of group N",
            "Услуги группы N",
            "N qrupunun xidmətləri",
            "Serviciile grupului N",
        );
        keys.insert(
            key.to_string(),
            json!({ "go_to": format!("step_{target}"), "name": name }),
        );
    }
    keys.insert(
        "0".into(),
        json!({ "go_to": "operator",
        "name": { "en": "Operator", "ru": "Оператор", "az": "Operator", "ro": "Operator" } }),
    );
    json!({
        "do": "menu",
        "say": texts(number, "Choose a service of group N.", "Выберите услугу группы N.", "N qrupundan xidmət seçin.",
            "Alegeți un serviciu din grupul N."),
        "keys": keys,
        "if_silent": { "say_again": 2, "then": "operator" },
        "if_wrong_key": { "say_again": 2, "then": "operator" },
    })
}

/// The site with a recording of every text that Twilio cannot speak.
fn recorded(mut source: BundleSource) -> BundleSource {
    let bundle = source.reopen("large", TODAY).unwrap();
    let menu = &bundle.menus["menu.json"];
    let texts: serde_json::Map<String, Value> = fixed_texts(&bundle, menu, Locale::Az)
        .into_iter()
        .chain(spoken_units())
        .map(|text| (audio_key(Locale::Az, &text), text.into()))
        .collect();
    let index = json!({ "version": 1, "texts": texts }).to_string();
    source.files.insert("audio/az/index.json".into(), index);
    source
}
