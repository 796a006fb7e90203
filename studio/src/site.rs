//! `site.json`: what the flow told, what its author was asked, and what must be filled in.

use crate::{json::Json, names::snake_case, report::said, steps::Maker};
use shared::locale::Locale;

/// The site around the menu.
pub(crate) fn file(maker: &mut Maker<'_>, locales: &[Locale], has_survey: bool) -> Json {
    let options = maker.options;
    let title = maker.route.flow.description.clone().unwrap_or_default();
    let title = title.trim();
    let described = !title.is_empty() && title != "A New Flow";
    let name = match (&options.name, described) {
        (Some(name), _) => name.clone(),
        (None, true) => crate::report::shortened(title, 60),
        (None, false) => {
            maker.report.remind(said(
                "The site's name: \"name\" in site.json (or --name).",
                "Название сайта: \"name\" в site.json (или --name).",
            ));
            "[TODO: name]".to_owned()
        }
    };
    let (name, _) = crate::liquid::marked(&name);
    let in_all = |text: &str| {
        let texts = locales
            .iter()
            .map(|l| (l.code().to_owned(), Json::text(text)));
        Json::Object(texts.collect())
    };
    let country = options.country.clone().unwrap_or_else(|| {
        maker.report.remind(said(
            "The country of your customers: \"country\" in site.json is a guess (--country AZ).",
            "Страна ваших клиентов: \"country\" в site.json — догадка (--country AZ).",
        ));
        "GB".to_owned()
    });
    let time_zone = time_zone(maker);
    if maker.queues.is_empty() {
        maker.queues.insert("main".to_owned(), Json::List(vec![]));
    }
    let mut known = maker
        .hours
        .iter()
        .filter(|(_, hours)| *hours != Json::Object(vec![]));
    let one = known
        .next()
        .map(|(name, _)| name.clone())
        .filter(|_| known.next().is_none());
    let queue_hours = one.unwrap_or_else(|| "always".to_owned());
    if queue_hours == "always" {
        let day = Json::List(vec![Json::text("00:00-24:00")]);
        let always = Json::Object(vec![("mon-sun".to_owned(), day)]);
        maker.hours.push(("always".to_owned(), always));
        maker.report.remind(said(
            "When operators answer: the flow put callers into its queues at any hour, so \"always\" stands in site.json.",
            "Когда отвечают операторы: поток ставил звонки в очередь в любое время, поэтому в site.json стоит \"always\".",
        ));
    }
    let queues = maker.queues.iter().map(|(name, acd_names)| {
        let acd = (*acd_names != Json::List(vec![])).then(|| acd_names.clone());
        let queue = Json::object([
            ("project", Json::text("main")),
            ("hours", Json::text(&queue_hours)),
        ]);
        (name.clone(), queue.with("acd_names", acd))
    });
    let queues = Json::Object(queues.collect());
    let numbers = options.number.as_ref().map(|number| {
        let id = snake_case(&options.id).to_uppercase();
        let settings = Json::object([
            ("provider", Json::text("twilio")),
            ("secret", Json::text(format!("{id}_TWILIO_TOKEN"))),
            ("menu", Json::text("menu.json")),
        ]);
        Json::Object(vec![(number.clone(), settings)])
    });
    match &options.number {
        None => maker.report.remind(said(
            "The number that the menu answers: \"numbers\" in site.json (or --number +44…).",
            "Номер, на котором отвечает меню: \"numbers\" в site.json (или --number +44…).",
        )),
        Some(_) => maker.report.remind(said(
            "The number of a person for when everything fails: \"last_resort\" in site.json. And the secret that site.json names: your account's auth token.",
            "Номер человека на случай отказа: \"last_resort\" в site.json. И секрет, названный в site.json: auth token вашей учётной записи.",
        )),
    }
    if locales.len() > 1 {
        maker.report.remind(said(
            "The flow had a branch for each language. In Ringback one menu speaks all of them: put the translations side by side, begin with a `choose_language` step, and remove the other branch.",
            "В потоке была ветка на каждый язык. В Ringback одно меню говорит на всех: поставьте переводы рядом, начните с шага `choose_language` и удалите вторую ветку.",
        ));
    }
    let codes = locales.iter().map(|l| Json::text(l.code())).collect();
    let survey = has_survey.then(|| Json::object([("file", Json::text("survey.json"))]));
    let project = Json::object([("name", in_all(&name))]);
    Json::object([
        ("$schema", Json::text("../site.schema.json")),
        ("version", Json::Number(1)),
        ("name", in_all(&name)),
        ("locales", Json::List(codes)),
        ("country", Json::text(country)),
        ("time_zone", Json::text(time_zone)),
        ("hours", Json::Object(std::mem::take(&mut maker.hours))),
        ("projects", Json::Object(vec![("main".to_owned(), project)])),
        ("queues", queues),
    ])
    .with("numbers", numbers)
    .with("survey", survey)
    .with(
        "sinks",
        Some(Json::object([(
            "qa",
            Json::object([("to", Json::text("built_in"))]),
        )])),
    )
}

fn time_zone(maker: &mut Maker<'_>) -> String {
    if let Some(zone) = maker.options.time_zone.clone() {
        return zone;
    }
    if let Some(zone) = maker.time_zone.clone() {
        return zone;
    }
    maker.report.remind(said(
        "Your time zone: \"time_zone\" in site.json is UTC (--time-zone Asia/Baku).",
        "Часовой пояс: \"time_zone\" в site.json — UTC (--time-zone Asia/Baku).",
    ));
    "UTC".to_owned()
}
