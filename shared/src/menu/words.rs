//! Words that an author may use by name: Ringback knows them in every language.

use crate::{locale::Texts, message::Message};

/// Where a code or number works.
pub(crate) const WORKS_ON: [(&str, Message); 6] = [
    (
        "our_sim",
        Message {
            az: "Bizim SIM-kartla işləyir.",
            en: "Works from our SIM card.",
            ro: "Funcționează de pe cartela noastră SIM.",
            ru: "Работает с нашей SIM-карты.",
        },
    ),
    (
        "our_sim_at_home",
        Message {
            az: "Bizim SIM-kartla, yalnız ölkə daxilində işləyir.",
            en: "Works from our SIM card, in our own country only.",
            ro: "Funcționează de pe cartela noastră SIM, numai în țară.",
            ru: "Работает с нашей SIM-карты, только внутри страны.",
        },
    ),
    (
        "our_sim_abroad",
        Message {
            az: "Bizim SIM-kartla, xaricdə də işləyir.",
            en: "Works from our SIM card, abroad too.",
            ro: "Funcționează de pe cartela noastră SIM, și în străinătate.",
            ru: "Работает с нашей SIM-карты, в том числе за границей.",
        },
    ),
    (
        "any_phone",
        Message {
            az: "İstənilən telefondan işləyir.",
            en: "Works from any phone.",
            ro: "Funcționează de pe orice telefon.",
            ru: "Работает с любого телефона.",
        },
    ),
    (
        "app",
        Message {
            az: "Tətbiqdə işləyir.",
            en: "Works in our app.",
            ro: "Funcționează în aplicația noastră.",
            ru: "Работает в нашем приложении.",
        },
    ),
    (
        "website",
        Message {
            az: "Saytda işləyir.",
            en: "Works on our website.",
            ro: "Funcționează pe site-ul nostru.",
            ru: "Работает на нашем сайте.",
        },
    ),
];

/// What something costs.
pub(crate) const PRICE: [(&str, Message); 1] = [(
    "free",
    Message {
        az: "pulsuz",
        en: "free of charge",
        ro: "gratuit",
        ru: "бесплатно",
    },
)];

/// A word of `list` in every language.
pub(crate) fn find(list: &[(&str, Message)], word: &str) -> Option<Texts> {
    let (_, message) = list.iter().find(|(name, _)| *name == word)?;
    let texts = crate::locale::Locale::ALL.map(|l| (l, message.get(l).to_owned()));
    Some(Texts(texts.into_iter().collect()))
}
