//! An installation of Ringback, over HTTP: one site of it, with a staff token.

use crate::{command::Failure, printable::printable};
use serde_json::Value;
use shared::{
    api::{BundleAccepted, BundleList, PublicationHistory},
    bundle::BundleSource,
};
use std::time::Duration;
use ureq::{Agent, http::Response};

/// Where the token is read from: arguments are visible to every user of the machine.
pub(super) const TOKEN: &str = "RINGBACK_TOKEN";

/// Longest answer, bytes: the files of a bundle as JSON.
const MOST: u64 = 8 * 1024 * 1024;

/// One site of an installation.
pub(super) struct Remote {
    agent: Agent,
    address: String,
    token: String,
    pub(super) site: String,
}

/// What was answered.
struct Answer {
    status: u16,
    body: String,
}

/// An answer that is not the one hoped for.
pub(super) enum Refused {
    /// Somebody else has published meanwhile.
    Changed,
    /// Anything else: why, one line each.
    Because(Vec<String>),
}

impl Remote {
    /// Reads the token from the environment.
    pub(super) fn of(address: &str, site: &str) -> Result<Remote, Failure> {
        let token = std::env::var(TOKEN).ok().filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| {
            Failure::Usage(format!(
                "put your staff token into the environment variable {TOKEN}"
            ))
        })?;
        let address = address.trim_end_matches('/');
        if !is_safe(address) {
            return Err(Failure::Usage(format!(
                "--to {address}: write an address that begins with https:// (http:// is for this machine alone: the token would travel in the open)"
            )));
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A token is for one host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .user_agent(concat!("ringback/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Remote {
            agent: config.into(),
            address: address.to_owned(),
            token,
            site: site.to_owned(),
        })
    }

    /// What serves, what is kept, what waits; nothing where nothing was ever published under this name.
    pub(super) fn list(&self) -> Result<Option<BundleList>, Failure> {
        let answer = self.get("bundles")?;
        match answer.status {
            200 => Ok(Some(self.read(&answer)?)),
            404 if answer.body.contains("unknown-site") => Ok(None),
            _ => Err(self.failure(&answer)),
        }
    }

    /// What serves, what is kept, what waits.
    pub(super) fn kept(&self) -> Result<BundleList, Failure> {
        let site = &self.site;
        self.list()?
            .ok_or_else(|| Failure::Work(format!("{}: no site is called {site}", self.address)))
    }

    /// The files of a version.
    pub(super) fn source(&self, version: &str) -> Result<BundleSource, Failure> {
        if version.is_empty() || !version.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(Failure::Usage(format!(
                "`{version}` is no version: `ringback versions` lists them"
            )));
        }
        let answer = self.get(&format!("bundles/{version}"))?;
        match answer.status {
            200 => self.read(&answer),
            _ => Err(self.failure(&answer)),
        }
    }

    /// Who did what, the latest first.
    pub(super) fn history(&self, limit: u32) -> Result<PublicationHistory, Failure> {
        let answer = self.get(&format!("history?limit={limit}"))?;
        match answer.status {
            200 => self.read(&answer),
            _ => Err(self.failure(&answer)),
        }
    }

    /// Publishes and activates, replacing the version that was seen.
    pub(super) fn publish(
        &self,
        source: &BundleSource,
        at: Option<&str>,
        seen: Option<&str>,
    ) -> Result<Result<BundleAccepted, Refused>, Failure> {
        let query = match at {
            Some(at) => format!("activate_at={}", at.replace('+', "%2B")),
            None => "activate=true".to_owned(),
        };
        let body = serde_json::to_string(source).map_err(|e| Failure::Work(e.to_string()))?;
        self.change(&format!("bundles?{query}"), &body, seen)
    }

    /// Activates a kept version, replacing the one that was seen.
    pub(super) fn activate(
        &self,
        version: &str,
        seen: &str,
    ) -> Result<Result<BundleAccepted, Refused>, Failure> {
        self.change(&format!("bundles/{version}/activate"), "{}", Some(seen))
    }

    /// Approves a version, replacing the one that was seen.
    pub(super) fn approve(
        &self,
        version: &str,
        seen: &str,
    ) -> Result<Result<BundleAccepted, Refused>, Failure> {
        self.change(&format!("bundles/{version}/approve"), "{}", Some(seen))
    }

    /// Takes back an activation that waits.
    pub(super) fn withdraw(&self, version: &str) -> Result<(), Failure> {
        let url = self.url(&format!("bundles/{version}/activate"));
        let request = self
            .agent
            .delete(&url)
            .header("authorization", self.bearer());
        let answer = self.answer(request.call())?;
        match answer.status {
            204 => Ok(()),
            _ => Err(self.failure(&answer)),
        }
    }

    fn change(
        &self,
        path: &str,
        body: &str,
        seen: Option<&str>,
    ) -> Result<Result<BundleAccepted, Refused>, Failure> {
        let request = self
            .agent
            .post(self.url(path))
            .header("authorization", self.bearer())
            .header("content-type", "application/json");
        let request = match seen {
            Some(version) => request.header("if-match", format!("\"{version}\"")),
            None => request,
        };
        let answer = self.answer(request.send(body))?;
        match answer.status {
            200 | 201 => Ok(Ok(self.read(&answer)?)),
            412 | 428 => Ok(Err(Refused::Changed)),
            403 | 404 | 409 | 422 => Ok(Err(Refused::Because(reasons(&answer)))),
            _ => Err(self.failure(&answer)),
        }
    }

    fn get(&self, path: &str) -> Result<Answer, Failure> {
        let url = self.url(path);
        let request = self.agent.get(&url).header("authorization", self.bearer());
        self.answer(request.call())
    }

    fn url(&self, path: &str) -> String {
        format!("{}/v1/sites/{}/{path}", self.address, self.site)
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    fn answer(
        &self,
        response: Result<Response<ureq::Body>, ureq::Error>,
    ) -> Result<Answer, Failure> {
        let lost = |error: ureq::Error| Failure::Work(format!("{}: {error}", self.address));
        let mut response = response.map_err(lost)?;
        let status = response.status().as_u16();
        let body = response.body_mut().with_config().limit(MOST);
        Ok(Answer {
            status,
            body: body.read_to_string().map_err(lost)?,
        })
    }

    fn read<T: serde::de::DeserializeOwned>(&self, answer: &Answer) -> Result<T, Failure> {
        serde_json::from_str(&answer.body).map_err(|error| {
            Failure::Work(format!(
                "{}: this is no answer of a Ringback that this program knows: {}",
                self.address,
                printable(&error.to_string())
            ))
        })
    }

    fn failure(&self, answer: &Answer) -> Failure {
        Failure::Work(format!("{}: {}", self.address, reasons(answer).join("\n")))
    }
}

/// Why a request was refused, as the installation says it.
fn reasons(answer: &Answer) -> Vec<String> {
    let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let mut lines = Vec::new();
    match said.get("detail").and_then(Value::as_str) {
        Some(detail) => lines.push(format!("{} (status {})", printable(detail), answer.status)),
        None => lines.push(format!(
            "status {}, and nothing that explains it",
            answer.status
        )),
    }
    let problems = said.get("problems").and_then(Value::as_array);
    for problem in problems.into_iter().flatten() {
        let field = |name: &str| match problem.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let (file, line, message, fix) =
            (field("file"), field("line"), field("message"), field("fix"));
        let said = format!("{file}:{line}: {message} {fix}");
        lines.push(format!("  {}", printable(&said)));
    }
    lines
}

/// Whether a token may be sent there.
fn is_safe(address: &str) -> bool {
    if let Some(rest) = address.strip_prefix("https://") {
        return !rest.is_empty() && !rest.contains('@');
    }
    let Some(rest) = address.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((ipv6, _)) => ipv6,
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_travels_encrypted_or_within_this_machine() {
        for address in [
            "https://ringback.example",
            "https://ringback.example:8443/base",
            "http://localhost:8787",
            "http://127.0.0.1:8787",
            "http://[::1]:8787",
        ] {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "http://ringback.example",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://localhost@ringback.example",
            "https://",
            "https://user@ringback.example",
            "ringback.example",
            "ftp://ringback.example",
            "",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }

    #[test]
    fn every_reason_is_passed_on() {
        let body = r#"{"detail":"The site's files have 1 problem.","problems":[{"file":"menu.json","line":14,"message":"Key 2 leads nowhere.","fix":"Name a step."}]}"#;
        let answer = Answer {
            status: 422,
            body: body.to_owned(),
        };
        assert_eq!(
            reasons(&answer),
            [
                "The site's files have 1 problem. (status 422)",
                "  menu.json:14: Key 2 leads nowhere. Name a step."
            ]
        );
        let hostile = Answer {
            status: 409,
            body: r#"{"detail":"a\u001b[1mb","problems":[{"message":"\u202ec\u0007"}]}"#.to_owned(),
        };
        assert_eq!(reasons(&hostile), ["a[1mb (status 409)", "  :: c "]);
        let nonsense = Answer {
            status: 502,
            body: "<html>".to_owned(),
        };
        assert_eq!(reasons(&nonsense).len(), 1);
    }
}
