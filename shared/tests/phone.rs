//! Which numbers a site may call, against the example numbers of every country and kind.
#![cfg(feature = "phone")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests may fail loudly"
)]

use proptest::prelude::*;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType};
use shared::{
    callback::Refusal,
    phone::{calling_code, dialable, readable},
};

fn countries(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn what_a_visitor_types_becomes_e164_or_a_reason() {
    let number = |e164: &'static str| Ok(e164);
    for (typed, allowed, expected) in [
        ("040 123 45 67", &["AZ"][..], number("+994401234567")),
        ("+994 40 123-45-67", &["AZ"], number("+994401234567")),
        ("994401234567", &["AZ"], number("+994401234567")),
        ("0712 034 567", &["RO"], number("+40712034567")),
        ("8 (912) 345-67-89", &["RU"], number("+79123456789")),
        ("(201) 555-0123", &["US"], number("+12015550123")),
        ("07400 123456", &["AZ", "GB"], number("+447400123456")),
        ("+40712034567", &["AZ"], Err(Refusal::CountryNotAllowed)),
        ("+1 876 210 1234", &["US"], Err(Refusal::CountryNotAllowed)),
        ("+1 876 210 1234", &["US", "JM"], number("+18762101234")),
        (
            "+1 900 234 5678",
            &["US"],
            Err(Refusal::NumberTypeNotAllowed),
        ),
        ("0900 123 456", &["RO"], Err(Refusal::NumberTypeNotAllowed)),
        (
            "+870 301 234 567",
            &["US", "AZ"],
            Err(Refusal::CountryNotAllowed),
        ),
        ("112", &["AZ", "RO", "US"], Err(Refusal::NumberInvalid)),
        ("911", &["US"], Err(Refusal::NumberInvalid)),
        ("*100#", &["AZ"], Err(Refusal::NumberInvalid)),
        ("040 123 45 67 w 1", &["AZ"], Err(Refusal::NumberInvalid)),
        ("040 123 45", &["AZ"], Err(Refusal::NumberInvalid)),
        ("call me", &["AZ"], Err(Refusal::NumberInvalid)),
        ("", &["AZ"], Err(Refusal::NumberInvalid)),
        ("040 123 45 67", &[], Err(Refusal::NumberInvalid)),
    ] {
        let read = dialable(typed, &countries(allowed));
        assert_eq!(
            read.as_ref().map(|n| n.as_e164()),
            expected.as_ref().map(|n| *n),
            "{typed} in {allowed:?}"
        );
    }
}

#[test]
fn of_every_country_only_mobile_and_fixed_lines_may_be_called() {
    use PhoneNumberType as Kind;
    let mut seen = 0;
    for region in PHONE_NUMBER_UTIL.get_supported_regions() {
        let allowed = [region.as_region_str().to_string()];
        for kind in [
            Kind::FixedLine,
            Kind::Mobile,
            Kind::TollFree,
            Kind::PremiumRate,
            Kind::SharedCost,
            Kind::VoIP,
            Kind::PersonalNumber,
            Kind::Pager,
            Kind::UAN,
            Kind::VoiceMail,
        ] {
            let Ok(example) =
                PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind)
            else {
                continue;
            };
            let e164 = example.format_as(PhoneNumberFormat::E164).into_owned();
            let read = dialable(&e164, &allowed).map(|n| n.as_e164().to_owned());
            // Islands that share a plan with the mainland count as the mainland, which is not allowed here.
            let expected = if example.get_region_code() != Some(region) {
                Err(Refusal::CountryNotAllowed)
            } else if matches!(kind, Kind::FixedLine | Kind::Mobile) {
                Ok(e164.clone())
            } else {
                Err(Refusal::NumberTypeNotAllowed)
            };
            assert_eq!(read, expected, "{allowed:?} {kind:?} {e164}");
            seen += 1;
        }
    }
    assert!(seen > 1_000, "only {seen} examples");
}

#[test]
fn a_number_is_shown_in_groups_and_hinted_by_its_country() {
    assert_eq!(readable("+994401234567"), "+994 40 123 45 67");
    assert_eq!(readable("no number"), "no number");
    assert_eq!(calling_code("AZ").as_deref(), Some("+994"));
    assert_eq!(calling_code("XX"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn whatever_is_accepted_is_a_line_of_an_allowed_country_and_reads_the_same_again(
        typed in "\\+?[0-9 ()-]{3,18}",
    ) {
        let allowed = countries(&["AZ", "RO", "RU", "US", "GB", "DE"]);
        if let Ok(number) = dialable(&typed, &allowed) {
            let parsed = PHONE_NUMBER_UTIL.parse(number.as_e164(), None).unwrap();
            prop_assert!(allowed.contains(&parsed.get_region_code().unwrap().as_region_str().to_string()));
            prop_assert!(matches!(parsed.get_type(),
                PhoneNumberType::FixedLine | PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile));
            prop_assert_eq!(dialable(number.as_e164(), &allowed), Ok(number.clone()));
        }
    }
}
