//! Which numbers may be dialled: denied unless everything speaks for it.

use super::{PhoneNumber, tidy};
use crate::callback::Refusal;
use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber as Parsed, PhoneNumberFormat, PhoneNumberType, enums::Region,
};

/// Reads what a visitor typed as a number that the site may call.
///
/// Without a leading `+` the number is read as one of the site's countries, in their order. Allowed are
/// mobile and fixed lines of those countries: regions, not calling codes, because +1 also reaches
/// islands that charge a premium. Premium, shared-cost, short, emergency, satellite and unknown numbers are not.
///
/// # Errors
/// [`Refusal::NumberInvalid`], [`Refusal::CountryNotAllowed`] or [`Refusal::NumberTypeNotAllowed`].
pub fn dialable(typed: &str, countries: &[String]) -> Result<PhoneNumber, Refusal> {
    let tidy = tidy(typed).ok_or(Refusal::NumberInvalid)?;
    let regions: Vec<Region> = countries
        .iter()
        .filter_map(|country| region(country))
        .collect();
    let parsed = if tidy.starts_with('+') {
        parse(&tidy, None)
    } else {
        let readings = regions
            .iter()
            .filter_map(|&region| parse(&tidy, Some(region)));
        readings.reduce(|first, other| {
            if may_call(&first, &regions) {
                first
            } else {
                other
            }
        })
    };
    let parsed = parsed.ok_or(Refusal::NumberInvalid)?;
    let region = PHONE_NUMBER_UTIL.get_region_for_number(&parsed);
    // Satellite and other numbers without a country have none.
    if !region.is_some_and(|region| regions.contains(&region)) {
        return Err(Refusal::CountryNotAllowed);
    }
    if !is_line_of_a_person(&parsed) {
        return Err(Refusal::NumberTypeNotAllowed);
    }
    PhoneNumber::from_e164(&parsed.format_as(PhoneNumberFormat::E164)).ok_or(Refusal::NumberInvalid)
}

/// The start of a country's numbers as a hint for typing: `+994`.
#[must_use]
pub fn calling_code(country: &str) -> Option<String> {
    PHONE_NUMBER_UTIL
        .get_country_code_for_region(region(country)?)
        .map(|code| format!("+{code}"))
}

/// A number in groups, as people read it: `+994 12 555 01 00`. What is no number stays as it is.
#[must_use]
pub fn readable(e164: &str) -> String {
    match PHONE_NUMBER_UTIL.parse(e164, None) {
        Ok(number) => number
            .format_as(PhoneNumberFormat::International)
            .into_owned(),
        Err(_) => e164.to_owned(),
    }
}

fn parse(tidy: &str, region: Option<Region>) -> Option<Parsed> {
    PHONE_NUMBER_UTIL
        .parse(tidy, region)
        .ok()
        .filter(Parsed::is_valid)
}

fn may_call(number: &Parsed, regions: &[Region]) -> bool {
    number
        .get_region_code()
        .is_some_and(|region| regions.contains(&region))
        && is_line_of_a_person(number)
}

fn is_line_of_a_person(number: &Parsed) -> bool {
    match number.get_type() {
        PhoneNumberType::FixedLine
        | PhoneNumberType::Mobile
        | PhoneNumberType::FixedLineOrMobile => true,
        PhoneNumberType::TollFree
        | PhoneNumberType::PremiumRate
        | PhoneNumberType::SharedCost
        | PhoneNumberType::VoIP
        | PhoneNumberType::PersonalNumber
        | PhoneNumberType::Pager
        | PhoneNumberType::UAN
        | PhoneNumberType::VoiceMail
        | PhoneNumberType::Unknown => false,
    }
}

fn region(country: &str) -> Option<Region> {
    Region::try_from(country).ok()
}
