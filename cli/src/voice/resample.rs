//! Another sampling rate, by a windowed sinc.

use std::f64::consts::PI;

/// Zero crossings of the sinc on each side: enough for 60 dB where the telephone line ends.
const CROSSINGS: f64 = 32.0;

/// Share of the narrower band that passes; the rest is the filter's slope.
const PASSED: f64 = 0.94;

/// Samples at `from` Hz as samples at `to` Hz.
pub(super) fn resample(samples: &[f64], from: u32, to: u32) -> Vec<f64> {
    let (from, to) = (f64::from(from), f64::from(to));
    // Cut off below both Nyquist limits, in cycles per input sample.
    let cutoff = 0.5 * PASSED * (to / from).min(1.0);
    let reach = CROSSINGS / (2.0 * cutoff);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "seconds of sound at thousands of samples a second fit exactly"
    )]
    let length = (samples.len() as f64 * to / from) as usize;
    (0..length)
        .map(|n| {
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            let at = n as f64 * from / to;
            weighted(samples, at, reach, cutoff)
        })
        .collect()
}

/// The signal at `at`, counted in input samples.
fn weighted(samples: &[f64], at: f64, reach: f64, cutoff: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the samples by `skip` and `take`"
    )]
    let (first, count) = (
        (at - reach).max(0.0).ceil() as usize,
        (2.0 * reach) as usize + 1,
    );
    samples
        .iter()
        .enumerate()
        .skip(first)
        .take(count)
        .map(|(k, sample)| {
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            let distance = at - k as f64;
            sample * 2.0 * cutoff * sinc(2.0 * cutoff * distance) * blackman(distance / reach)
        })
        .sum()
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 {
        1.0
    } else {
        (PI * x).sin() / (PI * x)
    }
}

/// The window from -1 to 1, zero outside.
fn blackman(x: f64) -> f64 {
    if x.abs() >= 1.0 {
        return 0.0;
    }
    0.42 + 0.5 * (PI * x).cos() + 0.08 * (2.0 * PI * x).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(hz: f64, rate: u32) -> Vec<f64> {
        (0..rate / 2)
            .map(|n| (2.0 * PI * hz * f64::from(n) / f64::from(rate)).sin())
            .collect()
    }

    /// Loudness of the middle, where no edge reaches, relative to a full sine.
    fn decibels(samples: &[f64]) -> f64 {
        let middle = &samples[samples.len() / 4..samples.len() * 3 / 4];
        let power: f64 = middle.iter().map(|s| s * s).sum::<f64>() / middle.len() as f64;
        10.0 * (power * 2.0).log10()
    }

    #[test]
    fn speech_passes_and_what_would_fold_back_does_not() {
        for (hz, loudest, quietest) in [
            (300.0, 0.05, -0.05),
            (1_000.0, 0.05, -0.05),
            (3_400.0, 0.05, -0.1),
            (4_300.0, -60.0, f64::NEG_INFINITY),
            (6_000.0, -60.0, f64::NEG_INFINITY),
            (10_000.0, -60.0, f64::NEG_INFINITY),
        ] {
            let heard = decibels(&resample(&tone(hz, 22_050), 22_050, 8_000));
            assert!((quietest..=loudest).contains(&heard), "{hz} Hz: {heard} dB");
        }
    }

    #[test]
    fn half_a_second_stays_half_a_second() {
        assert_eq!(resample(&tone(440.0, 22_050), 22_050, 8_000).len(), 4_000);
        assert_eq!(resample(&tone(440.0, 8_000), 8_000, 8_000).len(), 4_000);
        assert_eq!(resample(&[], 22_050, 8_000).len(), 0);
    }
}
