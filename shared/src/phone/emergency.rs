//! Numbers of emergency services.

/// Reached from every mobile phone, whatever its country.
const EVERYWHERE: [&str; 2] = ["112", "911"];

/// Where nothing is known of a country.
const ANYWHERE: [&str; 9] = [
    "101", "102", "103", "104", "110", "115", "119", "000", "999",
];

/// Police, fire and ambulance beside [`EVERYWHERE`]. Source: the national numbering plans; ITU-T E.161.1.
const BY_COUNTRY: [(&str, &[&str]); 47] = [
    ("AE", &["997", "998", "999"]),
    ("AM", &["101", "102", "103"]),
    ("AT", &["122", "133", "144"]),
    ("AU", &["000", "106"]),
    ("AZ", &["101", "102", "103", "104", "113"]),
    ("BE", &["100", "101"]),
    ("BG", &["150", "160", "166"]),
    ("BR", &["190", "192", "193"]),
    ("BY", &["101", "102", "103", "104"]),
    ("CA", &[]),
    ("CH", &["117", "118", "144"]),
    ("CN", &["110", "119", "120", "122"]),
    ("CY", &["199"]),
    ("CZ", &["150", "155", "158"]),
    ("DE", &["110"]),
    ("DK", &[]),
    ("EE", &["110"]),
    ("ES", &["061", "062", "080", "091"]),
    ("FI", &[]),
    ("FR", &["15", "17", "18", "114"]),
    ("GB", &["999"]),
    ("GE", &["111", "113", "114"]),
    ("GR", &["100", "166", "199"]),
    ("HU", &["104", "105", "107"]),
    ("IE", &["999"]),
    ("IL", &["100", "101", "102"]),
    ("IN", &["100", "101", "102", "108"]),
    ("IR", &["110", "115", "125"]),
    ("IT", &["113", "115", "118"]),
    ("JP", &["110", "118", "119"]),
    ("KG", &["101", "102", "103", "104"]),
    ("KZ", &["101", "102", "103", "104"]),
    ("LT", &["011", "022", "033"]),
    ("LV", &["110", "113"]),
    ("MD", &["901", "902", "903"]),
    ("NL", &[]),
    ("NO", &["110", "113"]),
    ("PL", &["997", "998", "999"]),
    ("PT", &[]),
    ("RO", &[]),
    ("RU", &["101", "102", "103", "104"]),
    ("SE", &["90000"]),
    ("TJ", &["101", "102", "103", "104"]),
    ("TR", &["110", "155", "156"]),
    ("UA", &["101", "102", "103", "104"]),
    ("US", &[]),
    ("UZ", &["101", "102", "103", "104"]),
];

/// Whether a short number reaches an emergency service in a country.
#[must_use]
pub fn is_emergency(number: &str, country: Option<&str>) -> bool {
    let known = BY_COUNTRY
        .iter()
        .find(|(code, _)| Some(*code) == country)
        .map_or(&ANYWHERE[..], |(_, numbers)| numbers);
    EVERYWHERE.contains(&number) || known.contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_for_emergencies_where_it_is_one() {
        for (number, country, emergency) in [
            ("112", Some("AZ"), true),
            ("911", Some("GB"), true),
            ("999", Some("GB"), true),
            ("999", Some("AZ"), false),
            ("103", Some("AZ"), true),
            ("103", Some("RO"), false),
            ("103", None, true),
            ("111", Some("AZ"), false),
            ("1120", Some("AZ"), false),
        ] {
            assert_eq!(
                is_emergency(number, country),
                emergency,
                "{number} {country:?}"
            );
        }
    }

    #[test]
    fn countries_are_in_order() {
        assert!(BY_COUNTRY.is_sorted_by_key(|(code, _)| code));
    }
}
