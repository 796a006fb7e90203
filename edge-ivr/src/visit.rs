//! One request on its way through a route: who asks, for which site, with what body.

use crate::{
    auth::{self, Role},
    cache, clock,
    cors::{self, Allowed},
    http::{BODY_LIMIT, Query, read_json},
    problem::Refusal,
    route::Access,
    settings::Settings,
};
use futures_util::StreamExt;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use shared::{bundle::Bundle, locale::Locale, publication::Staff};
use std::rc::Rc;
use worker::{Env, Request};

/// A request.
pub(crate) struct Visit {
    pub(crate) env: Env,
    pub(crate) now: Timestamp,
    pub(crate) settings: Rc<Settings>,
    pub(crate) query: Query,
    params: Vec<String>,
    request: Request,
    staff: Option<Staff>,
}

impl Visit {
    pub(crate) fn new(request: Request, env: Env, params: Vec<String>) -> Result<Visit, Refusal> {
        Ok(Visit {
            now: clock::now(),
            settings: cache::settings(&env),
            query: Query::of(&request.url()?),
            params,
            request,
            staff: None,
            env,
        })
    }

    /// A parameter of the route; empty where it has fewer.
    pub(crate) fn param(&self, index: usize) -> &str {
        self.params.get(index).map_or("", String::as_str)
    }

    /// The site that the route names.
    pub(crate) fn site(&self) -> &str {
        self.param(0)
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// The URL as it was requested.
    pub(crate) fn url(&self) -> String {
        self.request.inner().url()
    }

    /// The site's active bundle.
    ///
    /// # Errors
    /// 404 for an unknown site.
    pub(crate) async fn bundle(&self) -> Result<Rc<Bundle>, Refusal> {
        self.bundle_of(self.site()).await
    }

    /// The active bundle of some site.
    ///
    /// # Errors
    /// 404 for an unknown site, 503 where the stores have not said yet whether there is one.
    pub(crate) async fn bundle_of(&self, site: &str) -> Result<Rc<Bundle>, Refusal> {
        cache::bundle(&self.env, site, self.now)
            .await
            .ok_or_else(|| match cache::is_missing(site) {
                true => Refusal::unknown_site(site),
                false => Refusal::unavailable(),
            })
    }

    /// The language asked for in the query, else `wanted`, as far as the site has it.
    pub(crate) fn locale(&self, bundle: &Bundle, wanted: Option<&str>) -> Locale {
        let wanted = self
            .query
            .get("locale")
            .or(wanted)
            .and_then(Locale::from_tag);
        bundle.site.locale_or_default(wanted)
    }

    /// Site id and callback id of the signed link that the route carries.
    ///
    /// # Errors
    /// 401 for a link that is not ours.
    pub(crate) fn link(&self) -> Result<(String, String), Refusal> {
        let link = self.settings.keys.read_callback(self.param(0));
        link.map_err(Refusal::bad_link)
    }

    /// Checks the page that the request comes from.
    ///
    /// # Errors
    /// 403 for another page, 404 for an unknown site, 401 for a link that is not ours.
    pub(crate) async fn check_origin(&self, access: Access) -> Result<Allowed, Refusal> {
        let bundle = match access {
            Access::Link => self.bundle_of(&self.link()?.0).await?,
            Access::Visitor | Access::Anybody | Access::Staff(_) | Access::Provider => {
                self.bundle().await?
            }
        };
        cors::check(
            self.header("origin").as_deref(),
            &bundle.site.origins,
            crate::voice::public_url(&self.settings, &bundle),
        )
    }

    /// Checks the staff token.
    ///
    /// # Errors
    /// 401 or 403.
    pub(crate) async fn check_role(&mut self, roles: &[Role]) -> Result<(), Refusal> {
        let authorization = self.header("authorization");
        let staff = auth::check(
            &self.env,
            &self.settings,
            self.site(),
            authorization.as_deref(),
            roles,
            self.now,
        )
        .await?;
        self.staff = Some(staff);
        Ok(())
    }

    /// Whose staff token it is.
    ///
    /// # Errors
    /// 401 on a route without one.
    pub(crate) fn staff(&self) -> Result<Staff, Refusal> {
        self.staff.clone().ok_or_else(Refusal::not_authenticated)
    }

    /// The body, at most `limit` bytes.
    ///
    /// # Errors
    /// 413; a declared length is enough.
    pub(crate) async fn body(&mut self, limit: usize) -> Result<Vec<u8>, Refusal> {
        let declared = self
            .header("content-length")
            .and_then(|n| n.parse::<usize>().ok());
        if declared.is_some_and(|length| length > limit) {
            return Err(Refusal::too_large(limit));
        }
        let mut body = Vec::with_capacity(declared.unwrap_or(0));
        // A request without a body has no stream.
        let Ok(mut stream) = self.request.stream() else {
            return Ok(body);
        };
        while let Some(chunk) = stream.next().await {
            body.extend_from_slice(&chunk?);
            if body.len() > limit {
                return Err(Refusal::too_large(limit));
            }
        }
        Ok(body)
    }

    /// The body as JSON, at most 64 kB.
    ///
    /// # Errors
    /// 413, 415, 400 or 422.
    pub(crate) async fn json<T: DeserializeOwned>(&mut self) -> Result<T, Refusal> {
        self.json_up_to(BODY_LIMIT).await
    }

    /// The body as JSON, or the default where there is none.
    ///
    /// # Errors
    /// As [`Visit::json`].
    pub(crate) async fn json_if_any<T: DeserializeOwned + Default>(
        &mut self,
    ) -> Result<T, Refusal> {
        let body = self.body(BODY_LIMIT).await?;
        if body.is_empty() {
            return Ok(T::default());
        }
        read_json(&self.header("content-type").unwrap_or_default(), &body)
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// As [`Visit::json`].
    pub(crate) async fn json_up_to<T: DeserializeOwned>(
        &mut self,
        limit: usize,
    ) -> Result<T, Refusal> {
        let body = self.body(limit).await?;
        read_json(&self.header("content-type").unwrap_or_default(), &body)
    }

    /// The `Idempotency-Key` header.
    ///
    /// # Errors
    /// 400 where it is missing or no key.
    pub(crate) fn idempotency_key(&self) -> Result<String, Refusal> {
        let key = self.header("idempotency-key").unwrap_or_default();
        if (8..=64).contains(&key.len()) && key.bytes().all(is_key_byte) {
            return Ok(key);
        }
        Err(Refusal::malformed(
            "Send an `Idempotency-Key` header of 8 to 64 letters, digits, `-` or `_`, made anew for each request and kept when the request is repeated.",
        ))
    }

    /// A hash of the client's address, for quotas: of the /64 for IPv6. Empty where the address is not known.
    pub(crate) fn address_hash(&self) -> String {
        let name = self.settings.client_ip_header.as_deref();
        let address = name.and_then(|name| self.header(name)).unwrap_or_default();
        let Ok(address) = address.trim().parse::<std::net::IpAddr>() else {
            return String::new();
        };
        let network = match address {
            std::net::IpAddr::V4(v4) => v4.to_string(),
            std::net::IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => v4.to_string(),
                None => format!("{:x?}", v6.segments().get(..4)),
            },
        };
        self.settings.keys.person(self.site(), &network)
    }
}

fn is_key_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Whether a text may be the id of a visit.
pub(crate) fn is_visit(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(is_key_byte)
}
