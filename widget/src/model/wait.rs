//! A wait as the Worker estimates it, and its picture.

/// What is known of a queue right now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wait {
    /// `no_wait`, `waiting`, `closed` or `unknown`.
    pub state: String,
    /// The announcement in words.
    pub text: String,
    /// Why it is unknown, or why the queue is closed.
    pub reason: String,
    /// Seconds: one in ten waits less, half wait less, nine in ten wait less.
    pub band: Option<[f64; 3]>,
    /// Place in line.
    pub position: Option<String>,
    /// Whether a callback can be asked for.
    pub callback: bool,
    /// When the queue opens, RFC 3339, where it is closed.
    pub opens_at: Option<String>,
}

/// How good the news is; said in words beside the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Nobody waits, or not for long.
    Good,
    /// A wait worth knowing.
    Long,
    /// Nobody can be reached, or nothing is known.
    Quiet,
}

/// Median from which a wait is long, seconds: past it most people would rather be called.
const LONG_S: f64 = 300.0;

impl Wait {
    /// How good the news is.
    #[must_use]
    pub fn mood(&self) -> Mood {
        match (self.state.as_str(), self.band) {
            ("no_wait", _) => Mood::Good,
            ("waiting", Some([_, median, _])) if median < LONG_S => Mood::Good,
            ("waiting", _) => Mood::Long,
            _ => Mood::Quiet,
        }
    }

    /// The band on a scale, where there is one worth drawing.
    #[must_use]
    pub fn picture(&self) -> Option<Picture> {
        let [low, median, high] = self.band.filter(|_| self.state == "waiting")?;
        if !(high > 0.0 && low >= 0.0 && low <= median && median <= high) {
            return None;
        }
        let top = SCALES_MIN
            .into_iter()
            .map(|minutes| f64::from(minutes) * 60.0)
            .find(|&top| top >= high)
            .unwrap_or(high);
        let percent = |seconds: f64| (seconds / top * 100.0).clamp(0.0, 100.0);
        Some(Picture {
            from: percent(low),
            middle: percent(median),
            to: percent(high),
            low_min: whole_minutes(low.floor()),
            high_min: whole_minutes((high + 60.0).ceil() - 1.0).max(1),
            top_min: whole_minutes(top),
        })
    }
}

/// Ends of the scale, minutes.
const SCALES_MIN: [u32; 7] = [2, 5, 10, 20, 30, 60, 120];

/// A band on a scale that begins at 0. Places in percent of the scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Picture {
    /// One in ten waits less.
    pub from: f64,
    /// Half wait less.
    pub middle: f64,
    /// Nine in ten wait less.
    pub to: f64,
    /// The band's lower end, whole minutes, rounded down.
    pub low_min: u32,
    /// The band's upper end, whole minutes, rounded up.
    pub high_min: u32,
    /// The scale's end, minutes.
    pub top_min: u32,
}

fn whole_minutes(seconds: f64) -> u32 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a wait is neither negative nor longer than four billion minutes"
    )]
    let minutes = (seconds / 60.0) as u32;
    minutes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(band: [f64; 3]) -> Wait {
        Wait {
            state: "waiting".into(),
            band: Some(band),
            ..Wait::default()
        }
    }

    #[test]
    fn the_scale_holds_the_whole_band() {
        let picture = waiting([30.0, 90.0, 240.0]).picture().unwrap();
        assert_eq!(
            (picture.low_min, picture.high_min, picture.top_min),
            (0, 4, 5)
        );
        assert!((picture.to - 80.0).abs() < 1e-9);
        let picture = waiting([600.0, 6_000.0, 60_000.0]).picture().unwrap();
        assert!((picture.to - 100.0).abs() < 1e-9);
    }

    #[test]
    fn an_upper_end_is_never_rounded_down() {
        for (seconds, minutes) in [(60.0, 1), (61.0, 2), (119.0, 2), (120.5, 3)] {
            assert_eq!(
                waiting([0.0, 1.0, seconds]).picture().unwrap().high_min,
                minutes
            );
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_not() {
        for band in [[0.0, 0.0, 0.0], [2.0, 1.0, 3.0], [f64::NAN, 1.0, 2.0]] {
            assert_eq!(waiting(band).picture(), None);
        }
        assert_eq!(Wait::default().picture(), None);
    }

    #[test]
    fn the_mood_follows_the_median() {
        assert_eq!(waiting([0.0, 60.0, 600.0]).mood(), Mood::Good);
        assert_eq!(waiting([0.0, 400.0, 600.0]).mood(), Mood::Long);
        assert_eq!(Wait::default().mood(), Mood::Quiet);
    }
}
