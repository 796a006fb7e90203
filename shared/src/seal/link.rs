//! Signed links: a version byte, the content in postcard, 128 bits of HMAC-SHA256; base64url.

use super::{Key, TokenError};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;

const VERSION: u8 = 1;
const MAC_BYTES: usize = 16;
/// Longer tokens are refused before any work: names and ids in a link are short.
const MAX_TOKEN: usize = 2_048;

/// Signs `content`.
pub(super) fn sign(key: &Key, content: &impl Serialize) -> String {
    let mut token = vec![VERSION];
    // The types that travel in links are strings and numbers, which postcard always writes.
    token.extend(postcard::to_allocvec(content).unwrap_or_default());
    let mac = mac(key, &[&token]);
    token.extend(mac.iter().take(MAC_BYTES));
    URL_SAFE_NO_PAD.encode(token)
}

/// Reads what [`sign`] made with the same key.
pub(super) fn read<T: DeserializeOwned>(key: &Key, token: &str) -> Result<T, TokenError> {
    if token.len() > MAX_TOKEN {
        return Err(TokenError::Invalid);
    }
    let bytes = URL_SAFE_NO_PAD
        .decode(token)
        .map_err(|_| TokenError::Invalid)?;
    let (signed, mac) = bytes
        .split_last_chunk::<MAC_BYTES>()
        .ok_or(TokenError::Invalid)?;
    Hmac::<Sha256>::new(key.into())
        .chain_update(signed)
        .verify_truncated_left(mac)
        .map_err(|_| TokenError::Invalid)?;
    let Some((&VERSION, content)) = signed.split_first() else {
        return Err(TokenError::Invalid);
    };
    match postcard::take_from_bytes(content) {
        Ok((value, [])) => Ok(value),
        Ok(_) | Err(_) => Err(TokenError::Invalid),
    }
}

/// HMAC-SHA256 over all parts.
pub(super) fn mac(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new(key.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::super::{Invitation, Keys, TokenError};
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

    fn invitation() -> Invitation {
        Invitation {
            site: "mobile".into(),
            survey: "survey".into(),
            nonce: [7; 16],
            expires_s: 1_800_000_000,
            contact: "c-1".into(),
            operator: Some("op-7".into()),
            project: None,
            queue: Some("care".into()),
            locale: Some("az".into()),
        }
    }

    #[test]
    fn an_invitation_comes_back_until_it_expires() {
        let keys = Keys::new("master");
        let token = keys.sign_invitation(&invitation());
        assert_eq!(
            keys.read_invitation(&token, 1_799_999_999),
            Ok(invitation())
        );
        assert_eq!(
            keys.read_invitation(&token, 1_800_000_000),
            Err(TokenError::Expired)
        );
    }

    #[test]
    fn a_link_with_any_bit_flipped_is_refused() {
        let keys = Keys::new("master");
        for token in [
            keys.sign_invitation(&invitation()),
            keys.sign_callback("mobile", "cb-1"),
        ] {
            let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
            for bit in 0..bytes.len() * 8 {
                let mut changed = bytes.clone();
                changed[bit / 8] ^= 1 << (bit % 8);
                let changed = URL_SAFE_NO_PAD.encode(changed);
                assert_eq!(keys.read_invitation(&changed, 0), Err(TokenError::Invalid));
                assert_eq!(keys.read_callback(&changed), Err(TokenError::Invalid));
            }
        }
    }

    #[test]
    fn a_link_made_for_one_purpose_is_refused_for_another() {
        let keys = Keys::new("master");
        let invitation = keys.sign_invitation(&invitation());
        let callback = keys.sign_callback("mobile", "cb-1");
        assert_eq!(keys.read_callback(&invitation), Err(TokenError::Invalid));
        assert_eq!(keys.read_invitation(&callback, 0), Err(TokenError::Invalid));
        assert_eq!(
            Keys::new("other").read_callback(&callback),
            Err(TokenError::Invalid)
        );
    }

    #[test]
    fn what_is_no_token_at_all_is_refused() {
        let keys = Keys::new("master");
        let long = "A".repeat(100_000);
        for token in ["", "A", "AQ", "%%%", "\u{0}", "Ａ", &long] {
            assert_eq!(keys.read_callback(token), Err(TokenError::Invalid));
        }
    }

    #[test]
    fn links_read_as_they_were_first_pinned() {
        let keys = Keys::new("master");
        assert_eq!(
            (
                keys.sign_callback("mobile", "cb-1").as_str(),
                keys.sign_invitation(&invitation()).as_str()
            ),
            (PINNED_CALLBACK, PINNED_INVITATION)
        );
        assert_eq!(
            keys.read_callback(PINNED_CALLBACK),
            Ok(("mobile".into(), "cb-1".into()))
        );
        assert_eq!(keys.read_invitation(PINNED_INVITATION, 0), Ok(invitation()));
    }

    const PINNED_CALLBACK: &str = "AQZtb2JpbGUEY2ItMZnX_kTO8iKwsjaeYRvjd6w";
    const PINNED_INVITATION: &str = "AQZtb2JpbGUGc3VydmV5BwcHBwcHBwcHBwcHBwcHB4DIzrQNA2MtMQEEb3AtNwABBGNhcmUBAmF6CgU6_8u1McJe6d2qEyn8MQ";
}
