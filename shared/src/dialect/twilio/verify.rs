//! `X-Twilio-Signature`: base64 of HMAC-SHA1 over the URL and, for a form, its sorted parameters.

use crate::{
    dialect::{Refused, Verified, WebhookRequest, form},
    hash::hex,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Checks the signature over the exact public URL and the body, form or JSON, against any of `secrets`.
///
/// `public_url` is what the provider was told, without the path: the `Host` header is never asked. Four forms of the
/// URL are tried, because Twilio's own signers differ: with and without the port, each with the query as it is and as
/// older libraries wrote it. A body with a `bodySHA256` in the URL is checked against that hash, every other body
/// counts as a form, whatever its content type says.
///
/// # Errors
/// [`Refused`] where no secret signs it.
pub fn verify<'a>(
    request: &'a WebhookRequest<'a>,
    public_url: &str,
    secrets: &[&[u8]],
) -> Result<Verified<'a>, Refused> {
    if secrets.is_empty() {
        return Err(Refused::NoSecret);
    }
    if request.signature.is_empty() {
        return Err(Refused::NoSignature);
    }
    let signature = STANDARD
        .decode(request.signature)
        .map_err(|_| Refused::WrongSignature)?;
    let parameters = match form::query_value(request.path_and_query, "bodySHA256") {
        Some(hash) if hash == hex(&Sha256::digest(request.body), 32) => Vec::new(),
        Some(_) => return Err(Refused::WrongSignature),
        None => sorted_parameters(request.body),
    };
    let urls = urls(&format!("{public_url}{}", request.path_and_query));
    let signed = secrets.iter().any(|secret| {
        urls.iter().any(|url| {
            // HMAC takes a key of any length.
            Hmac::<Sha1>::new_from_slice(secret).is_ok_and(|mac| {
                mac.chain_update(url)
                    .chain_update(&parameters)
                    .verify_slice(&signature)
                    .is_ok()
            })
        })
    });
    if signed {
        Ok(Verified { request })
    } else {
        Err(Refused::WrongSignature)
    }
}

/// Keys in byte order, each followed by its value; a repeated key stands once for each different value, in order.
fn sorted_parameters(body: &[u8]) -> Vec<u8> {
    let mut sorted: BTreeMap<Vec<u8>, BTreeSet<Vec<u8>>> = BTreeMap::new();
    for (key, value) in form::pairs(body) {
        sorted.entry(key).or_default().insert(value);
    }
    let mut signed = Vec::with_capacity(body.len());
    for (key, values) in &sorted {
        for value in values {
            signed.extend_from_slice(key);
            signed.extend_from_slice(value);
        }
    }
    signed
}

/// The URL with and without its port, each as it is and with its query re-encoded. Equal forms stand once.
fn urls(url: &str) -> Vec<String> {
    let mut urls: Vec<String> = Vec::with_capacity(4);
    for url in [without_port(url), with_port(url)] {
        for url in [legacy_query(&url), url] {
            if !urls.contains(&url) {
                urls.push(url);
            }
        }
    }
    // The likeliest first: no port, query as it is.
    urls.sort_by_key(|form| form != url);
    urls
}

/// Scheme with `://`, host with user information, port with `:`, and the rest.
fn split(url: &str) -> Option<(&str, &str, &str, &str)> {
    let after_scheme = url.find("://")? + 3;
    let (scheme, rest) = url.split_at_checked(after_scheme)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let host_start = authority.rfind('@').map_or(0, |at| at + 1);
    // An IPv6 address has colons of its own, within brackets.
    let search_from = authority.rfind(']').unwrap_or(host_start);
    let port_at = authority
        .get(search_from..)?
        .rfind(':')
        .map_or(authority.len(), |at| search_from + at);
    let (host, port) = authority.split_at_checked(port_at)?;
    Some((scheme, host, port, path))
}

fn without_port(url: &str) -> String {
    split(url).map_or_else(
        || url.to_owned(),
        |(scheme, host, _, path)| format!("{scheme}{host}{path}"),
    )
}

fn with_port(url: &str) -> String {
    match split(url) {
        Some(("https://", host, "", path)) => format!("https://{host}:443{path}"),
        Some(("http://", host, "", path)) => format!("http://{host}:80{path}"),
        Some(_) | None => url.to_owned(),
    }
}

/// The query as Node's `querystring` writes it: `'` raw, a space as `%20`, repeats of a key together.
fn legacy_query(url: &str) -> String {
    let Some((path, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let mut grouped: Vec<(Vec<u8>, Vec<Vec<u8>>)> = Vec::new();
    for (key, value) in form::pairs(query.as_bytes()) {
        match grouped.iter_mut().find(|(k, _)| *k == key) {
            Some((_, values)) => values.push(value),
            None => grouped.push((key, vec![value])),
        }
    }
    let pairs: Vec<String> = grouped
        .iter()
        .flat_map(|(key, values)| {
            values
                .iter()
                .map(move |value| format!("{}={}", legacy_encode(key), legacy_encode(value)))
        })
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

fn legacy_encode(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => char::from(*b).to_string(),
            b'-' | b'.' | b'_' | b'~' | b'!' | b'\'' | b'(' | b')' | b'*' => {
                char::from(*b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FORM: &str = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    const PATH: &str = "/myapp.php?foo=1&bar=2";
    const JSON: &str = r#"{"property": "value", "boolean": true}"#;
    const JSON_PATH: &str = "/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    const EMPTY_JSON_PATH: &str = "/myapp.php?foo=1&bar=2&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    fn check(
        public_url: &str,
        path_and_query: &str,
        body: &[u8],
        signature: &str,
    ) -> Result<(), Refused> {
        let request = WebhookRequest {
            path_and_query,
            signature,
            content_type: "application/x-www-form-urlencoded",
            body,
        };
        verify(&request, public_url, &[b"an older token", b"12345"]).map(|_| ())
    }

    /// Signs as the documentation says, byte by byte: nothing of the code under test.
    fn sign(secret: &[u8], text: &[u8]) -> String {
        let mac = Hmac::<Sha1>::new_from_slice(secret)
            .unwrap()
            .chain_update(text);
        STANDARD.encode(mac.finalize().into_bytes())
    }

    /// The vectors that Twilio's own libraries publish (twilio-node, twilio-python, twilio-go).
    const VECTORS: &[(&str, &str, &str, &str)] = &[
        (
            "https://mycompany.com",
            PATH,
            FORM,
            "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        ),
        (
            "https://mycompany.com",
            PATH,
            FORM,
            "kvajT1Ptam85bY51eRf/AJRuM3w=",
        ),
        (
            "https://mycompany.com:443",
            PATH,
            FORM,
            "kvajT1Ptam85bY51eRf/AJRuM3w=",
        ),
        (
            "https://mycompany.com:443",
            PATH,
            FORM,
            "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        ),
        (
            "https://mycompany.com:1234",
            PATH,
            FORM,
            "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        ),
        (
            "http://mycompany.com",
            PATH,
            FORM,
            "0ZXoZLH/DfblKGATFgpif+LLRf4=",
        ),
        (
            "https://user:pass@mycompany.com",
            PATH,
            FORM,
            "CukzLTc1tT5dXEDIHm/tKBanW10=",
        ),
        (
            "https://mycompany.com",
            PATH,
            "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234",
            "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
        ),
        (
            "https://mycompany.com",
            JSON_PATH,
            JSON,
            "a9nBmqA0ju/hNViExpshrM61xv4=",
        ),
        (
            "https://mycompany.com",
            EMPTY_JSON_PATH,
            "{}",
            "Ldidvp12m26NI7eqEvxnEpkd9Hc=",
        ),
    ];

    #[test]
    fn every_published_vector_is_accepted() {
        for (url, path, body, signature) in VECTORS {
            assert_eq!(
                check(url, path, body.as_bytes(), signature),
                Ok(()),
                "{url}{path} {signature}"
            );
        }
    }

    #[test]
    fn every_published_vector_is_refused_after_any_change_of_a_byte() {
        for (url, path, body, signature) in VECTORS {
            for at in 0..body.len() {
                let mut changed = body.as_bytes().to_vec();
                changed[at] ^= 1;
                // `%2B` and `%2b` are the same value; a letter's case is another bit.
                assert!(check(url, path, &changed, signature).is_err(), "body {at}");
            }
            for at in 1..path.len() {
                let mut changed = path.as_bytes().to_vec();
                changed[at] ^= 1;
                let changed = String::from_utf8(changed).unwrap();
                assert!(
                    check(url, &changed, body.as_bytes(), signature).is_err(),
                    "{changed}"
                );
            }
            for at in 0..signature.len() {
                let mut changed = signature.as_bytes().to_vec();
                changed[at] ^= 1;
                let changed = String::from_utf8(changed).unwrap();
                assert!(
                    check(url, path, body.as_bytes(), &changed).is_err(),
                    "{changed}"
                );
            }
        }
    }

    #[test]
    fn a_quote_in_the_query_is_accepted_in_both_spellings() {
        let form = "CallSid=CA1";
        for (called, signed) in [
            ("/a?name=O'Neil", "/a?name=O'Neil"),
            ("/a?name=O%27Neil", "/a?name=O%27Neil"),
            ("/a?name=O%27Neil", "/a?name=O'Neil"),
            ("/a?name=two+words&b=%7e", "/a?name=two%20words&b=~"),
            ("/a?x=1&y=2&x=3&z", "/a?x=1&x=3&y=2&z="),
        ] {
            for host in ["https://x.example", "https://x.example:443"] {
                let signature = sign(b"12345", format!("{host}{signed}CallSidCA1").as_bytes());
                assert_eq!(
                    check("https://x.example", called, form.as_bytes(), &signature),
                    Ok(()),
                    "{host}{signed}"
                );
            }
        }
    }

    #[test]
    fn unknown_empty_and_spaced_parameters_are_signed_over() {
        let body = b"To=%2B1&New+One=&Body=%20trailing%20&Bytes=%ff";
        let mut signed = b"https://x.example/aBody trailing Bytes\xffNew OneTo+1".to_vec();
        let signature = sign(b"12345", &signed);
        assert_eq!(check("https://x.example", "/a", body, &signature), Ok(()));
        signed.push(b' ');
        let signature = sign(b"12345", &signed);
        assert_eq!(
            check("https://x.example", "/a", body, &signature),
            Err(Refused::WrongSignature)
        );
    }

    #[test]
    fn a_json_body_without_its_hash_in_the_url_is_refused() {
        let signature = sign(b"12345", b"https://x.example/a");
        assert_eq!(check("https://x.example", "/a", b"", &signature), Ok(()));
        assert_eq!(
            check("https://x.example", "/a", JSON.as_bytes(), &signature),
            Err(Refused::WrongSignature)
        );
    }

    #[test]
    fn addresses_of_every_kind_keep_or_lose_their_port() {
        let cases = [
            (
                "https://h.example/p",
                "https://h.example/p",
                "https://h.example:443/p",
            ),
            (
                "http://127.0.0.1:8787/p?a=b:c",
                "http://127.0.0.1/p?a=b:c",
                "http://127.0.0.1:8787/p?a=b:c",
            ),
            (
                "https://u:p@h.example/",
                "https://u:p@h.example/",
                "https://u:p@h.example:443/",
            ),
            ("http://[::1]/p", "http://[::1]/p", "http://[::1]:80/p"),
            ("http://[::1]:99/p", "http://[::1]/p", "http://[::1]:99/p"),
            ("no url", "no url", "no url"),
        ];
        for (url, without, with) in cases {
            assert_eq!(
                (without_port(url), with_port(url)),
                (without.into(), with.into())
            );
        }
    }

    #[test]
    fn a_webhook_without_signature_or_secret_is_refused_with_its_reason() {
        let request = WebhookRequest {
            path_and_query: PATH,
            signature: "",
            content_type: "",
            body: b"",
        };
        let refused = |secrets: &[&[u8]]| verify(&request, "https://x.example", secrets).err();
        assert_eq!(refused(&[]), Some(Refused::NoSecret));
        assert_eq!(refused(&[b"12345"]), Some(Refused::NoSignature));
        assert_eq!(
            check("https://x.example", PATH, b"", "not base64!"),
            Err(Refused::WrongSignature)
        );
    }

    proptest! {
        #[test]
        fn any_request_is_judged_without_a_panic(
            url in "\\PC{0,30}", path in "\\PC{0,60}", signature in "\\PC{0,40}", body: Vec<u8>,
        ) {
            prop_assert!(check(&url, &path, &body, &signature).is_err());
        }

        #[test]
        fn what_is_signed_by_the_rule_is_accepted(
            parameters in proptest::collection::btree_map("[A-Za-z]{1,8}", "\\PC{0,12}", 0..8),
        ) {
            let mut signed = "https://x.example/v1/voice/a/twilio?state=abc".to_owned();
            let mut body = Vec::new();
            for (key, value) in &parameters {
                signed.push_str(&format!("{key}{value}"));
                let value: String = value.bytes().map(|b| format!("%{b:02x}")).collect();
                body.push(format!("{key}={value}"));
            }
            let signature = sign(b"12345", signed.as_bytes());
            body.reverse();
            prop_assert_eq!(
                check("https://x.example", "/v1/voice/a/twilio?state=abc", body.join("&").as_bytes(), &signature),
                Ok(())
            );
        }
    }
}
