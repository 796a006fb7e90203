//! A moment as people write it.

use jiff::{Timestamp, Zoned, civil, tz::TimeZone};

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAMoment {
    /// Not a date and a time.
    #[error(
        "is no date and time: write it like “2026-12-31 23:50”, or with a place: “2026-12-31 23:50 Asia/Baku”"
    )]
    Unreadable,
    /// No such time zone.
    #[error(
        "names a time zone that does not exist: write a place, like “Asia/Baku” or “Europe/London”"
    )]
    UnknownZone,
    /// The clock is put forward over it.
    #[error("does not exist: the clock is put forward over it that night")]
    Skipped,
    /// The clock is put back over it.
    #[error(
        "comes twice that night, because the clock is put back: add the offset that you mean, like “2026-10-25 01:30+01:00”"
    )]
    Twice,
}

impl NotAMoment {
    /// The same in Russian.
    #[must_use]
    pub fn ru(self) -> &'static str {
        match self {
            NotAMoment::Unreadable => {
                "— это не дата и время: пишите «2026-12-31 23:50» или с местом: «2026-12-31 23:50 Asia/Baku»"
            }
            NotAMoment::UnknownZone => {
                "называет часовой пояс, которого нет: укажите место, например «Asia/Baku» или «Europe/London»"
            }
            NotAMoment::Skipped => "не существует: в эту ночь часы переводят вперёд",
            NotAMoment::Twice => {
                "бывает в эту ночь дважды, потому что часы переводят назад: допишите смещение, например «2026-10-25 01:30+01:00»"
            }
        }
    }
}

/// Reads a moment: with an offset (`2026-12-31T23:50+04:00`, `…Z`), with a place (`2026-12-31 23:50 Asia/Baku` or
/// `…[Asia/Baku]`), or without either, in `zone`.
///
/// # Errors
/// [`NotAMoment`]; a local time that the clock skips or repeats is not guessed at.
///
/// ```
/// let baku = jiff::tz::TimeZone::get("Asia/Baku").unwrap();
/// let moment = shared::publication::moment("2026-12-31 23:50", &baku).unwrap();
/// assert_eq!(moment.to_string(), "2026-12-31T19:50:00Z");
/// ```
pub fn moment(text: &str, zone: &TimeZone) -> Result<Timestamp, NotAMoment> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment);
    }
    if let Some((local, place)) = text.trim_end_matches(']').rsplit_once([' ', '['])
        && place.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        // With an offset as well, the offset and the place have to agree.
        if let Ok(zoned) = text.parse::<Zoned>() {
            return Ok(zoned.timestamp());
        }
        let zone = TimeZone::get(place).map_err(|_| NotAMoment::UnknownZone)?;
        return local_moment(local.trim(), &zone);
    }
    local_moment(text, zone)
}

fn local_moment(text: &str, zone: &TimeZone) -> Result<Timestamp, NotAMoment> {
    // A day alone is a likely slip of the hour, not midnight.
    if !text.contains(':') {
        return Err(NotAMoment::Unreadable);
    }
    let local: civil::DateTime = text.parse().map_err(|_| NotAMoment::Unreadable)?;
    let ambiguous = zone.to_ambiguous_timestamp(local);
    match ambiguous.offset() {
        jiff::tz::AmbiguousOffset::Gap { .. } => Err(NotAMoment::Skipped),
        jiff::tz::AmbiguousOffset::Fold { .. } => Err(NotAMoment::Twice),
        jiff::tz::AmbiguousOffset::Unambiguous { .. } => {
            ambiguous.unambiguous().map_err(|_| NotAMoment::Unreadable)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_people_write_it() {
        let zone = TimeZone::get("Europe/London").unwrap();
        for (text, expected) in [
            ("2026-12-31 23:50", Ok("2026-12-31T23:50:00Z")),
            ("2026-07-01 09:00", Ok("2026-07-01T08:00:00Z")),
            ("2026-07-01T09:00:30", Ok("2026-07-01T08:00:30Z")),
            ("2026-12-31 23:50 Asia/Baku", Ok("2026-12-31T19:50:00Z")),
            ("2026-12-31T23:50[Asia/Baku]", Ok("2026-12-31T19:50:00Z")),
            (
                "2026-12-31T23:50+04:00[Asia/Baku]",
                Ok("2026-12-31T19:50:00Z"),
            ),
            ("2026-12-31T23:50:00Z", Ok("2026-12-31T23:50:00Z")),
            ("2026-10-25 01:30+01:00", Ok("2026-10-25T00:30:00Z")),
            ("2026-03-29 01:30", Err(NotAMoment::Skipped)),
            ("2026-10-25 01:30", Err(NotAMoment::Twice)),
            ("2026-12-31 23:50 Asia/Bacu", Err(NotAMoment::UnknownZone)),
            ("2026-12-31", Err(NotAMoment::Unreadable)),
            ("2026-02-30 10:00", Err(NotAMoment::Unreadable)),
            ("tomorrow", Err(NotAMoment::Unreadable)),
            ("tomorrow morning", Err(NotAMoment::UnknownZone)),
            ("", Err(NotAMoment::Unreadable)),
        ] {
            let read = moment(text, &zone).map(|moment| moment.to_string());
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
    }
}
