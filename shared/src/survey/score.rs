//! Aggregates of answers, each with its sample size and a 95 % confidence interval.

use super::{AnswerValue, QuestionKind};

/// 97.5 % quantile of the standard normal law.
const Z: f64 = 1.959_963_984_540_054;

/// An aggregate of answers to one question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Answers that it is made of.
    pub n: u64,
    /// Its value: a share (CSAT, FCR, an option) from 0 to 1, NPS from -100 to 100, or a mean (CES).
    pub value: f64,
    /// Lower end of the 95 % confidence interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The aggregate that a question's kind asks for; nothing without answers, for choices (see [`choices`]) and for texts.
#[must_use]
pub fn score(kind: &QuestionKind, answers: &[AnswerValue]) -> Option<Score> {
    let scores = || answers.iter().filter_map(AnswerValue::score);
    match kind {
        QuestionKind::Csat => share(
            scores().filter(|score| *score >= 4).count(),
            scores().count(),
        ),
        QuestionKind::Fcr => {
            let yes = answers
                .iter()
                .filter(|answer| **answer == AnswerValue::Bool(true))
                .count();
            share(
                yes,
                answers
                    .iter()
                    .filter(|answer| matches!(answer, AnswerValue::Bool(_)))
                    .count(),
            )
        }
        QuestionKind::Nps => net_promoters(
            scores().filter(|score| *score >= 9).count(),
            scores().filter(|score| *score <= 6).count(),
            scores().count(),
        ),
        QuestionKind::Ces => mean(scores()),
        QuestionKind::Choice(_) | QuestionKind::Text(_) => None,
    }
}

/// The share of each option of a choice, in the order of the options.
#[must_use]
pub fn choices(kind: &QuestionKind, answers: &[AnswerValue]) -> Vec<(String, Score)> {
    let QuestionKind::Choice(options) = kind else {
        return Vec::new();
    };
    let chosen = |id: &str| {
        answers
            .iter()
            .filter(|answer| matches!(answer, AnswerValue::Text(text) if text == id))
            .count()
    };
    let n = options.iter().map(|option| chosen(&option.id)).sum();
    options
        .iter()
        .filter_map(|option| Some((option.id.clone(), share(chosen(&option.id), n)?)))
        .collect()
}

impl AnswerValue {
    fn score(&self) -> Option<i64> {
        match self {
            AnswerValue::Score(score) => Some(*score),
            AnswerValue::Bool(_) | AnswerValue::Text(_) => None,
        }
    }
}

/// A share with Wilson's interval, which stays inside 0 and 1 and is honest for three answers.
#[must_use]
pub fn share(of: usize, n: usize) -> Option<Score> {
    let (of, count) = (float(of), float(n));
    if n == 0 {
        return None;
    }
    let p = of / count;
    let z2 = Z * Z;
    let middle = (p + z2 / (2.0 * count)) / (1.0 + z2 / count);
    let half = Z / (1.0 + z2 / count) * (p * (1.0 - p) / count + z2 / (4.0 * count * count)).sqrt();
    Some(Score {
        n: n as u64,
        value: p,
        low: (middle - half).clamp(0.0, p),
        high: (middle + half).clamp(p, 1.0),
    })
}

/// Net promoter score: % 9–10 minus % 0–6, with the interval of a difference of two shares of one sample, to which
/// one promoter and one detractor are added (Agresti and Min), so that a few answers claim no certainty.
fn net_promoters(promoters: usize, detractors: usize, n: usize) -> Option<Score> {
    if n == 0 {
        return None;
    }
    let value = 100.0 * (float(promoters) - float(detractors)) / float(n);
    let count = float(n) + 2.0;
    let (p, q) = (
        (float(promoters) + 1.0) / count,
        (float(detractors) + 1.0) / count,
    );
    let half = 100.0 * Z * ((p + q - (p - q) * (p - q)).max(0.0) / count).sqrt();
    let middle = 100.0 * (p - q);
    Some(Score {
        n: n as u64,
        value,
        low: (middle - half).clamp(-100.0, value),
        high: (middle + half).clamp(value, 100.0),
    })
}

/// A mean with the interval of the normal law; of a single answer the interval is unknown and given as that answer's.
fn mean(scores: impl Iterator<Item = i64>) -> Option<Score> {
    let (mut n, mut mean, mut squares) = (0_u32, 0.0, 0.0);
    for score in scores {
        n = n.saturating_add(1);
        // A score is a small whole number.
        #[expect(clippy::cast_precision_loss, reason = "a scale ends at 10")]
        let score = score as f64;
        let off = score - mean;
        mean += off / f64::from(n);
        squares += off * (score - mean);
    }
    let half = if n > 1 {
        Z * (squares / f64::from(n - 1) / f64::from(n)).sqrt()
    } else {
        0.0
    };
    (n > 0).then(|| Score {
        n: u64::from(n),
        value: mean,
        low: mean - half,
        high: mean + half,
    })
}

#[expect(clippy::cast_precision_loss, reason = "no site has 2^53 answers")]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{locale::Texts, survey::SurveyOption};

    fn scores(of: &[i64]) -> Vec<AnswerValue> {
        of.iter().map(|score| AnswerValue::Score(*score)).collect()
    }

    fn rounded(score: Score) -> (u64, f64, f64, f64) {
        let round = |x: f64| (x * 1e4).round() / 1e4;
        (
            score.n,
            round(score.value),
            round(score.low),
            round(score.high),
        )
    }

    #[test]
    fn each_kind_has_its_aggregate() {
        let csat = score(
            &QuestionKind::Csat,
            &scores(&[5, 4, 4, 3, 1, 5, 5, 2, 4, 5]),
        )
        .unwrap();
        // 7 of 10: Wilson gives 0.3968 to 0.8922 (Newcombe 1998).
        assert_eq!(rounded(csat), (10, 0.7, 0.3968, 0.8922));
        let nps = score(&QuestionKind::Nps, &scores(&[10, 9, 8, 7, 6, 0])).unwrap();
        assert_eq!(nps.value, 0.0);
        assert!(
            nps.low < -50.0 && nps.high > 50.0,
            "six answers say little: {nps:?}"
        );
        let ces = score(&QuestionKind::Ces, &scores(&[7, 5, 6])).unwrap();
        assert_eq!(rounded(ces), (3, 6.0, 4.8684, 7.1316));
        let solved = [true, true, false].map(AnswerValue::Bool);
        assert_eq!(
            rounded(score(&QuestionKind::Fcr, &solved).unwrap()),
            (3, 0.6667, 0.2077, 0.9385)
        );
    }

    #[test]
    fn a_choice_has_the_share_of_every_option() {
        let option = |id: &str| SurveyOption {
            id: id.to_owned(),
            name: Texts::default(),
        };
        let kind = QuestionKind::Choice(vec![option("price"), option("network")]);
        let answers =
            ["price", "price", "network", "price"].map(|id| AnswerValue::Text(id.to_owned()));
        let shares: Vec<(String, f64)> = choices(&kind, &answers)
            .into_iter()
            .map(|(id, s)| (id, s.value))
            .collect();
        assert_eq!(
            shares,
            [("price".to_owned(), 0.75), ("network".to_owned(), 0.25)]
        );
        assert_eq!(score(&kind, &answers), None);
    }

    #[test]
    fn without_answers_there_is_no_figure() {
        for kind in [
            QuestionKind::Csat,
            QuestionKind::Nps,
            QuestionKind::Ces,
            QuestionKind::Fcr,
        ] {
            assert_eq!(score(&kind, &[]), None, "{kind:?}");
        }
    }

    #[test]
    fn an_interval_contains_its_value_and_stays_in_range() {
        for n in 1..40 {
            for of in 0..=n {
                let share = share(of, n).unwrap();
                assert!(
                    0.0 <= share.low
                        && share.low <= share.value
                        && share.value <= share.high
                        && share.high <= 1.0
                );
                for detractors in 0..=n - of {
                    let nps = net_promoters(of, detractors, n).unwrap();
                    assert!(
                        -100.0 <= nps.low
                            && nps.low <= nps.value
                            && nps.value <= nps.high
                            && nps.high <= 100.0
                    );
                    assert!(nps.low < nps.high, "{nps:?}");
                }
            }
        }
    }
}
