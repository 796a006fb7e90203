//! Numbering plans; without the feature `phone` nothing is known of them.

#[cfg(feature = "phone")]
pub(crate) use known::{exists, fault, is_emergency_abroad};
#[cfg(not(feature = "phone"))]
pub(crate) use unknown::{fault, is_emergency_abroad};

#[cfg(feature = "phone")]
mod known {
    use crate::phone::{NumberFault, calling_code, emergency::is_emergency, tidy};
    use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberType, enums::Region};

    /// Whether a number as people write it can be somebody's. Without a country code it is read as one of `country`;
    /// where that is unknown, it may be.
    pub(crate) fn exists(number: &str, country: Option<&str>) -> bool {
        let Some(tidy) = tidy(number) else {
            return false;
        };
        let region = country.and_then(|c| Region::try_from(c).ok());
        if !tidy.starts_with('+') && region.is_none() {
            return true;
        }
        PHONE_NUMBER_UTIL
            .parse(&tidy, region)
            .is_ok_and(|n| n.is_valid())
    }

    /// An emergency number behind a country code: `+994112`.
    pub(crate) fn is_emergency_abroad(number: &str, country: Option<&str>) -> bool {
        let code = country.and_then(calling_code);
        code.and_then(|code| number.strip_prefix(&code))
            .is_some_and(|rest| is_emergency(rest, country))
    }

    pub(crate) fn fault(number: &str, country: Option<&str>) -> Option<NumberFault> {
        let Ok(parsed) = PHONE_NUMBER_UTIL.parse(number, None) else {
            return Some(NumberFault::Unassigned);
        };
        if !parsed.is_valid() {
            return Some(NumberFault::Unassigned);
        }
        let home = country.and_then(|c| Region::try_from(c).ok());
        let region = PHONE_NUMBER_UTIL.get_region_for_number(&parsed);
        let abroad = home.is_some() && region.is_some() && home != region;
        match parsed.get_type() {
            PhoneNumberType::PremiumRate => Some(NumberFault::Premium),
            PhoneNumberType::TollFree
            | PhoneNumberType::SharedCost
            | PhoneNumberType::UAN
            | PhoneNumberType::VoiceMail
                if abroad =>
            {
                Some(NumberFault::ForeignService)
            }
            PhoneNumberType::TollFree
            | PhoneNumberType::SharedCost
            | PhoneNumberType::UAN
            | PhoneNumberType::VoiceMail
            | PhoneNumberType::FixedLine
            | PhoneNumberType::Mobile
            | PhoneNumberType::FixedLineOrMobile
            | PhoneNumberType::VoIP
            | PhoneNumberType::PersonalNumber
            | PhoneNumberType::Pager
            | PhoneNumberType::Unknown => None,
        }
    }
}

#[cfg(not(feature = "phone"))]
mod unknown {
    use crate::phone::NumberFault;

    pub(crate) fn is_emergency_abroad(_: &str, _: Option<&str>) -> bool {
        false
    }

    pub(crate) fn fault(_: &str, _: Option<&str>) -> Option<NumberFault> {
        None
    }
}
