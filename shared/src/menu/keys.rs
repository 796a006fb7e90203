//! Keys of a menu, ranges of keys, and numbers that are keyed in.

/// A key (`1`, `12`) or a range of keys of one length (`200-299`), as an author writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys<'a> {
    /// The first key.
    pub from: &'a str,
    /// The last one: the same for a single key.
    pub to: &'a str,
}

impl<'a> Keys<'a> {
    /// Reads a key or a range; nothing where it is neither.
    #[must_use]
    pub fn read(written: &'a str) -> Option<Keys<'a>> {
        let (from, to) = written.split_once('-').unwrap_or((written, written));
        let is_key =
            |key: &str| (1..=4).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_digit());
        let fits = is_key(from) && is_key(to) && from.len() == to.len() && from <= to;
        fits.then_some(Keys { from, to })
    }

    /// How many digits it has.
    #[must_use]
    pub fn digits(self) -> usize {
        self.from.len()
    }

    /// Whether it stands for more than one key.
    #[must_use]
    pub fn is_range(self) -> bool {
        self.from != self.to
    }

    /// Whether these digits are one of the keys.
    #[must_use]
    pub fn contains(self, digits: &str) -> bool {
        digits.len() == self.digits() && self.from <= digits && digits <= self.to
    }

    /// Whether some key of one cannot be told from some key of the other: they are the same, or one begins the other.
    #[must_use]
    pub fn clashes_with(self, other: Keys<'_>) -> bool {
        let length = self.digits().min(other.digits());
        let (Some(from), Some(to)) = (self.from.get(..length), self.to.get(..length)) else {
            return false;
        };
        let (Some(other_from), Some(other_to)) = (other.from.get(..length), other.to.get(..length))
        else {
            return false;
        };
        from <= other_to && other_from <= to
    }
}

/// The fewest and the most digits that keys have.
pub(crate) fn lengths<'a>(keys: impl Iterator<Item = &'a String>) -> (usize, usize) {
    let digits = keys.filter_map(|key| Keys::read(key).map(Keys::digits));
    let (fewest, most) = digits.fold((usize::MAX, 1), |(fewest, most), n| {
        (fewest.min(n), most.max(n))
    });
    (fewest.min(most), most)
}

/// Whether the last digit is the one that follows from the others (ISO/IEC 7812, Luhn).
pub(crate) fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .filter(u8::is_ascii_digit)
        .zip(0_u32..)
        .map(|(digit, place)| {
            let digit = u32::from(digit - b'0') << (place % 2);
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10) && digits.len() > 1
}

/// The number that digits mean: 20 of them fit.
pub(crate) fn digits_as_number(digits: &str) -> u128 {
    digits.parse().unwrap_or(u128::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_or_a_range_is_read() {
        for (written, expected) in [
            ("1", Some(("1", "1"))),
            ("0042", Some(("0042", "0042"))),
            ("200-299", Some(("200", "299"))),
            ("7-7", Some(("7", "7"))),
            ("", None),
            ("12345", None),
            ("-", None),
            ("1-", None),
            ("9-1", None),
            ("1-22", None),
            ("1-2-3", None),
            ("*", None),
            ("٣", None),
        ] {
            let read = Keys::read(written).map(|keys| (keys.from, keys.to));
            assert_eq!(read, expected, "{written}");
        }
    }

    #[test]
    fn keys_that_cannot_be_told_apart_clash() {
        for (one, other, clash) in [
            ("1", "2", false),
            ("1", "1", true),
            ("1", "12", true),
            ("12", "13", false),
            ("200-299", "250", true),
            ("200-299", "300", false),
            ("200-299", "2", true),
            ("200-299", "3", false),
            ("190-210", "2", true),
            ("200-299", "299-310", true),
            ("100-199", "200-299", false),
            ("1-3", "250-260", true),
            ("1-3", "400-460", false),
        ] {
            let read = |key| Keys::read(key).unwrap();
            assert_eq!(read(one).clashes_with(read(other)), clash, "{one} {other}");
            assert_eq!(read(other).clashes_with(read(one)), clash, "{other} {one}");
        }
    }

    #[test]
    fn a_check_digit_tells_mistyping() {
        for (digits, right) in [
            ("79927398713", true),
            ("79927398710", false),
            ("4242424242424242", true),
            ("4242424242424224", false),
            ("0", false),
            ("", false),
        ] {
            assert_eq!(luhn(digits), right, "{digits}");
        }
    }
}
