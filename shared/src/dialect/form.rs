//! `application/x-www-form-urlencoded`, as providers send it: order, repeats, empty values and bytes kept.

/// The pairs of a form or a query, decoded, in their order.
///
/// `+` is a space; a `%` without two hex digits stands for itself; a key without `=` has an empty value; empty
/// segments are no pairs.
pub(crate) fn pairs(encoded: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    encoded
        .split(|b| *b == b'&')
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            let mut halves = segment.splitn(2, |b| *b == b'=');
            let key = decode(halves.next().unwrap_or_default());
            (key, decode(halves.next().unwrap_or_default()))
        })
        .collect()
}

/// The first value of `key` in a query.
pub(crate) fn query_value(path_and_query: &str, key: &str) -> Option<String> {
    let (_, query) = path_and_query.split_once('?')?;
    pairs(query.as_bytes())
        .into_iter()
        .find(|(k, _)| k == key.as_bytes())
        .map(|(_, value)| String::from_utf8_lossy(&value).into_owned())
}

fn decode(encoded: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    loop {
        rest = match rest {
            [] => return decoded,
            [b'+', tail @ ..] => {
                decoded.push(b' ');
                tail
            }
            [b'%', high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                decoded.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                tail
            }
            [byte, tail @ ..] => {
                decoded.push(*byte);
                tail
            }
        };
    }
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_are_decoded_exactly() {
        type Pair = (&'static [u8], &'static [u8]);
        let cases: &[(&str, &[Pair])] = &[
            ("", &[]),
            ("a=1&b=2", &[(b"a", b"1"), (b"b", b"2")]),
            ("a=+%20+", &[(b"a", b"   ")]),
            ("a=%2B994", &[(b"a", b"+994")]),
            ("a=&b", &[(b"a", b""), (b"b", b"")]),
            ("=x&&", &[(b"", b"x")]),
            ("a=1=2", &[(b"a", b"1=2")]),
            (
                "a=%&b=%4&c=%zz",
                &[(b"a", b"%"), (b"b", b"%4"), (b"c", b"%zz")],
            ),
            ("a=%ff%FE", &[(b"a", b"\xff\xfe")]),
            ("%61=%D0%96", &[(b"a", "Ж".as_bytes())]),
            ("a=2&a=1", &[(b"a", b"2"), (b"a", b"1")]),
        ];
        for (encoded, expected) in cases {
            let found = pairs(encoded.as_bytes());
            let found: Vec<_> = found
                .iter()
                .map(|(k, v)| (k.as_slice(), v.as_slice()))
                .collect();
            assert_eq!(found, *expected, "{encoded}");
        }
    }

    #[test]
    fn a_value_is_found_in_the_query_only() {
        assert_eq!(query_value("/v1?a=1&b=%2F", "b").as_deref(), Some("/"));
        assert_eq!(query_value("/a=1", "a"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded(bytes: Vec<u8>) {
            let _ = pairs(&bytes);
        }

        #[test]
        fn what_was_encoded_comes_back(key: Vec<u8>, value: Vec<u8>) {
            let encode = |bytes: &[u8]| bytes.iter().map(|b| format!("%{b:02X}")).collect::<String>();
            let encoded = format!("{}={}", encode(&key), encode(&value));
            prop_assert_eq!(pairs(encoded.as_bytes()), vec![(key, value)]);
        }
    }
}
