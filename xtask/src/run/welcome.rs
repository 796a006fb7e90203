//! What `run` prints when everything is up, for somebody who has never seen it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Origin, Secrets, secrets::OWN, sites};

/// All that the text speaks of.
pub(super) struct Welcome<'a> {
    /// What Twilio calls.
    pub(super) public_url: &'a str,
    /// What this machine calls.
    pub(super) local_url: &'a str,
    pub(super) demo_url: &'a str,
    pub(super) secrets: &'a Secrets,
    pub(super) data: &'a Path,
    pub(super) sites: &'a [PathBuf],
}

/// One site, as far as the text needs it.
struct Site {
    id: String,
    queue: Option<String>,
    twilio_secret: Option<String>,
}

impl Welcome<'_> {
    /// The text.
    pub(super) fn text(&self) -> String {
        let url = self.local_url;
        let token = self.secrets.get("RINGBACK_STAFF_TOKEN");
        let sites: Vec<Site> = self.sites.iter().map(|folder| site(folder)).collect();
        let mut text = format!(
            "\nRingback is running.\n\n  The demo page, a website with the widget on it:\n      {}/\n",
            self.demo_url
        );
        text.push_str(&format!(
            "\n  Staff token ({}):\n      {token}\n",
            self.origin("RINGBACK_STAFF_TOKEN")
        ));
        for Site { id, queue, .. } in &sites {
            let Some(queue) = queue else { continue };
            text.push_str(&format!(
                "\n  Tell {id} how busy its queue {queue} is, as a phone system would; the widget and the phone follow:\n{}",
                snapshot(url, token, id, queue)
            ));
        }
        for Site {
            id, twilio_secret, ..
        } in &sites
        {
            if let Some(secret) = twilio_secret {
                text.push_str(&self.twilio(id, secret));
            }
        }
        text.push_str(&self.made_secrets());
        text.push_str(&format!(
            "\n  Data is kept in {}; `--fresh` forgets it. Ctrl-C stops everything.\n",
            self.data.display()
        ));
        text
    }

    fn twilio(&self, site: &str, secret: &str) -> String {
        let url = self.public_url;
        let reachable = if url.starts_with("http://localhost") {
            "\n      Twilio must reach this machine: start again with RINGBACK_PUBLIC_URL=https://… of a reverse proxy or tunnel."
        } else {
            ""
        };
        format!(
            "\n  Point a Twilio number at {site} (Console > Phone Numbers > the number > Voice configuration):\n      \
             A call comes in:      Webhook, HTTP POST   {url}/v1/voice/{site}/twilio\n      \
             Call status changes:  HTTP POST            {url}/v1/voice/{site}/twilio/status\n      \
             {secret} must be the account's auth token; it is {}.{reachable}\n",
            match self.secrets.origin(secret) {
                Some(Origin::Environment) => "set in the environment",
                _ => "not set, so one was made up that Twilio does not know",
            }
        )
    }

    /// The sites' secrets that nobody has set. The master secret is left out: nobody needs to type it.
    fn made_secrets(&self) -> String {
        let made: String = self
            .secrets
            .all()
            .filter(|(name, _)| !OWN.contains(name))
            .filter(|(name, _)| self.secrets.origin(name) == Some(Origin::File))
            .map(|(name, value)| format!("      {name}={value}\n"))
            .collect();
        if made.is_empty() {
            return made;
        }
        format!(
            "\n  Secrets that the sites name and the environment does not set, made for you:\n{made}"
        )
    }

    fn origin(&self, name: &str) -> String {
        match self.secrets.origin(name) {
            Some(Origin::Environment) => format!("from {name}"),
            _ => format!(
                "made for you, kept in {}",
                self.data.join("secrets.env").display()
            ),
        }
    }
}

fn snapshot(url: &str, token: &str, site: &str, queue: &str) -> String {
    format!(
        "      curl -X PUT {url}/v1/sites/{site}/queues/{queue}/snapshot \\\n        \
         -H 'authorization: Bearer {token}' -H 'content-type: application/json' \\\n        \
         -d '{{\"waiting\":3,\"at\":\"'$(date -u +%FT%TZ)'\",\"agents_staffed\":5,\"agents_available\":0,\"aht_s\":180}}'\n"
    )
}

fn site(folder: &Path) -> Site {
    let text = std::fs::read_to_string(folder.join("site.json")).unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    let entries = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
    };
    Site {
        id: sites::name(folder),
        queue: entries("queues").next().map(|(queue, _)| queue.clone()),
        twilio_secret: entries("numbers")
            .filter(|(_, number)| number.get("provider").and_then(Value::as_str) == Some("twilio"))
            .find_map(|(_, number)| number.get("secret").and_then(Value::as_str))
            .map(str::to_owned),
    }
}
