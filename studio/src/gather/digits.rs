//! Digits that are keyed in and kept.

use super::Chain;
use crate::{flow::State, json::Json, report::said, retry::After, speech, steps::Maker};

impl<'f> Maker<'f> {
    pub(super) fn ask_digits(
        &mut self,
        index: usize,
        state: &'f State,
        chain: Option<&Chain<'f>>,
        wrong: Option<String>,
    ) -> Json {
        let spoken = self.prompt_of(index);
        let small = spoken
            .as_ref()
            .map(|s| s.text.to_lowercase())
            .unwrap_or_default();
        let say = spoken.unwrap_or(speech::Spoken {
            locale: self.locale,
            text: "[TODO: what is to be keyed in]".to_owned(),
        });
        let right = chain.and_then(|c| c.rules.iter().find_map(|(_, t)| t.next.as_deref()));
        let go_to = right.or_else(|| state.next("keypress"));
        let digits = match state.number("number_of_digits") {
            Some(n @ 1..=20) => Json::Number(n),
            Some(_) | None => Json::object([("from", Json::Number(1)), ("to", Json::Number(20))]),
        };
        let secret = [
            "pin",
            "password",
            "passcode",
            "card number",
            "social security",
            "пин",
            "пароль",
            "номер карты",
            "номера карты",
            "parol",
            "şifrə",
            "kart nömrə",
            "parola",
            "cardului",
        ];
        let secret = secret.iter().any(|w| small.contains(w));
        self.report.left(
            &state.name,
            said(
                "What became of the digits: Ringback keeps them for the operator and sends them with the call's events. What compared them with other data was left out.",
                "Что делалось с цифрами: Ringback хранит их для оператора и отправляет с событиями звонка. Сравнение с другими данными не перенесено.",
            ),
        );
        if secret {
            self.report.remind(said(
                format!("`{}` asks for something secret: \"secret\": true keeps it out of logs, events and texts.", state.name),
                format!("`{}` спрашивает секретное: \"secret\": true не пускает это в журналы, события и тексты.", state.name),
            ));
        }
        let wrong = wrong.or_else(|| state.next("timeout").map(str::to_owned));
        let if_silent = self.retry(index, state.next("timeout"), After::Silence);
        let if_wrong = self.retry(index, wrong.as_deref(), After::WrongKey);
        let into = crate::names::snake_case(&state.name);
        let go_to = self.or_end(go_to);
        Json::object([
            ("do", Json::text("ask_digits")),
            ("into", Json::text(into)),
            ("say", say.json()),
            ("digits", digits),
        ])
        .with("secret", secret.then_some(Json::Flag(true)))
        .with("wait_s", self.wait(state, 10))
        .with("if_silent", if_silent)
        .with("if_wrong", if_wrong)
        .with("go_to", Some(go_to))
    }

    /// Whether anything uses the digits.
    pub(super) fn is_kept(&self, question: usize) -> bool {
        self.route
            .flow
            .state(question)
            .is_some_and(|q| self.kept.contains(&q.name))
    }

    pub(super) fn wait(&mut self, state: &State, usual: u64) -> Option<Json> {
        let seconds = state.number("timeout")?;
        let within = seconds.clamp(3, 20);
        if within != seconds {
            self.report.left(
                &state.name,
                said(
                    format!("A wait of {seconds} s: Ringback waits 3 to 20 s."),
                    format!("Ожидание {seconds} с: Ringback ждёт от 3 до 20 с."),
                ),
            );
        }
        (within != usual).then_some(Json::Number(within))
    }
}
