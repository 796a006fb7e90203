//! WAV files: 16-bit PCM in, G.711 mu-law out.

/// A voice: samples from -1 to 1.
#[derive(Debug)]
pub(super) struct Voice {
    /// Samples a second.
    pub(super) hz: u32,
    /// Samples.
    pub(super) samples: Vec<f64>,
}

/// Loudest sample of a recording, so that all are about as loud.
const PEAK: f64 = 0.7;

/// What is quieter than this part of the peak counts as silence.
const SILENCE: f64 = 0.01;

/// Samples of silence that are kept before and after: 20 and 60 ms at 8 kHz.
const KEPT: (usize, usize) = (160, 480);

/// Reads 16-bit mono PCM. A program that writes to a pipe does not know the length, so the data go to the end.
pub(super) fn read(bytes: &[u8]) -> Option<Voice> {
    let (head, mut rest) = bytes.split_at_checked(12)?;
    if !head.starts_with(b"RIFF") || !head.ends_with(b"WAVE") {
        return None;
    }
    let mut hz = None;
    loop {
        let (head, body) = rest.split_at_checked(8)?;
        let size = u32::from_le_bytes(head.get(4..8)?.try_into().ok()?);
        if head.starts_with(b"data") {
            let samples = body
                .chunks_exact(2)
                .filter_map(|pair| Some(i16::from_le_bytes(pair.try_into().ok()?)))
                .map(|sample| f64::from(sample) / 32_768.0)
                .collect();
            return Some(Voice { hz: hz?, samples });
        }
        if head.starts_with(b"fmt ") {
            // Format 1 is PCM, one channel; the rate; 16 bits.
            if body.get(0..4)? != [1, 0, 1, 0] || body.get(14..16)? != [16, 0] {
                return None;
            }
            hz = Some(u32::from_le_bytes(body.get(4..8)?.try_into().ok()?));
        }
        rest = body.get(usize::try_from(size).ok()?..)?;
    }
}

/// The sound without the silence around it, at an even loudness.
pub(super) fn trim(samples: &[f64]) -> Vec<f64> {
    let peak = samples.iter().fold(0.0_f64, |peak, s| peak.max(s.abs()));
    if peak == 0.0 {
        return Vec::new();
    }
    let is_loud = |s: &f64| s.abs() > peak * SILENCE;
    let first = samples.iter().position(is_loud).unwrap_or_default();
    let last = samples.iter().rposition(is_loud).unwrap_or_default();
    samples
        .iter()
        .take(last.saturating_add(KEPT.1))
        .skip(first.saturating_sub(KEPT.0))
        .map(|s| s * PEAK / peak)
        .collect()
}

/// A WAV file of G.711 mu-law, which every telephony provider plays.
pub(super) fn mu_law(samples: &[f64], hz: u32) -> Vec<u8> {
    let data: Vec<u8> = samples.iter().map(|&s| encode(s)).collect();
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(data.len() + 60);
    file.extend(b"RIFF");
    file.extend((length + length % 2 + 50).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(18_u32.to_le_bytes());
    file.extend(7_u16.to_le_bytes()); // mu-law
    file.extend(1_u16.to_le_bytes()); // channels
    file.extend(hz.to_le_bytes());
    file.extend(hz.to_le_bytes()); // bytes a second
    file.extend(1_u16.to_le_bytes()); // bytes a sample
    file.extend(8_u16.to_le_bytes()); // bits a sample
    file.extend(0_u16.to_le_bytes()); // no more of the format
    file.extend(b"fact");
    file.extend(4_u32.to_le_bytes());
    file.extend(length.to_le_bytes());
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(data);
    if length % 2 == 1 {
        file.push(0);
    }
    file
}

/// G.711 mu-law: sign, exponent and mantissa of a logarithmic scale, all bits inverted.
fn encode(sample: f64) -> u8 {
    const BIAS: i32 = 0x84;
    const CLIP: i32 = 32_635;
    #[expect(clippy::cast_possible_truncation, reason = "clamped to 16 bits")]
    let linear = (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i32;
    let magnitude = linear.abs().min(CLIP) + BIAS;
    let exponent = (magnitude.ilog2()).saturating_sub(7);
    let mantissa = (magnitude >> (exponent + 3)) & 0x0f;
    let sign = if linear < 0 { 0x80 } else { 0 };
    let code = sign | i32::try_from(exponent << 4).unwrap_or_default() | mantissa;
    !u8::try_from(code).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As in the tables of ITU-T G.711.
    #[test]
    fn samples_are_encoded_as_the_standard_says() {
        for (linear, code) in [
            (0, 0xff),
            (-1, 0x7f),
            (1_000, 0xce),
            (-1_000, 0x4e),
            (8_031, 0xa0),
            (4 * 8_031, 0x80),
            (32_767, 0x80),
            (-32_767, 0x00),
        ] {
            assert_eq!(encode(f64::from(linear) / 32_767.0), code, "{linear}");
        }
    }

    #[test]
    fn a_file_states_what_is_in_it() {
        let file = mu_law(&[0.0, 0.5, -0.5], 8_000);
        assert_eq!(&file[0..4], b"RIFF");
        assert_eq!(
            u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize,
            file.len() - 8
        );
        assert_eq!(&file[8..16], b"WAVEfmt ");
        assert_eq!(file[20..24], [7, 0, 1, 0]);
        assert_eq!(&file[50..54], b"data");
        assert_eq!(file[54..58], [3, 0, 0, 0]);
        assert_eq!(file.len() % 2, 0);
    }

    #[test]
    fn the_silence_around_a_word_is_cut() {
        let mut samples = vec![0.0; 8_000];
        samples.extend([0.3; 800]);
        samples.extend([0.001; 8_000]);
        let trimmed = trim(&samples);
        assert_eq!(trimmed.len(), 160 + 799 + 480);
        assert!((trimmed[160] - PEAK).abs() < 1e-9);
        assert!(trim(&[0.0; 100]).is_empty());
    }
}
