//! What this isolate remembers: settings, checked bundles, queue states. A cache only; the objects have the truth.
//!
//! A bundle older than 5 s and queue states older than 2 s are refreshed before use, which takes at most 300 ms; else
//! the last good ones serve. One request refreshes, those beside it use what there is.

use crate::{
    durable::{Object, ask, callback_do::ForSite, within},
    embedded, log,
    settings::Settings,
    store::{
        callback::CallbackCommand,
        queue::QueueCommand,
        site::{Active, DIRECTORY, SiteCommand},
    },
};
use jiff::Timestamp;
use shared::{
    bundle::{Bundle, BundleSource, BundleVersion},
    problem::Problem,
    publication::ActiveVersion,
    queue::QueueStates,
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    time::Duration,
};
use worker::Env;

/// Every caller hears an activation within 10 s, though one refresh fails.
const BUNDLE_FRESH_MS: i64 = 5_000;
const QUEUES_FRESH_MS: i64 = 2_000;
const REFRESH_LIMIT: Duration = Duration::from_millis(300);

/// How many bundles before the active one stay in memory for calls that began with them.
const OLDER_KEPT: usize = 4;

/// Open callbacks by queue id.
pub(crate) type Pending = BTreeMap<String, u32>;

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache::default());
}

#[derive(Default)]
struct Cache {
    settings: Option<Rc<Settings>>,
    directory: Stamped<BTreeSet<String>>,
    sites: BTreeMap<String, Site>,
}

impl Cache {
    fn is_missing(&self, site: &str) -> bool {
        match self.sites.get(site) {
            Some(entry) => entry.active.value.is_none() && entry.active.refreshed_ms.is_some(),
            None => self.directory.refreshed_ms.is_some() && !self.directory.value.contains(site),
        }
    }
}

#[derive(Default)]
struct Site {
    active: Stamped<Option<Rc<Bundle>>>,
    older: Vec<Rc<Bundle>>,
    queues: Stamped<(Rc<QueueStates>, Rc<Pending>)>,
}

/// A value with the time of its last refresh.
#[derive(Default)]
struct Stamped<T> {
    value: T,
    refreshed_ms: Option<i64>,
    claimed_ms: Option<i64>,
}

impl<T> Stamped<T> {
    /// Whether the asker is the one to refresh it. Others wait for nothing while it does, unless there is nothing yet.
    fn claim(&mut self, now: Timestamp, fresh_ms: i64) -> bool {
        let now = now.as_millisecond();
        let within = |since: Option<i64>, ms| since.is_some_and(|t| (0..ms).contains(&(now - t)));
        if within(self.refreshed_ms, fresh_ms) {
            return false;
        }
        if self.refreshed_ms.is_some() && within(self.claimed_ms, 1_000) {
            return false;
        }
        self.claimed_ms = Some(now);
        true
    }

    fn put(&mut self, value: T, now: Timestamp) {
        self.value = value;
        self.refreshed_ms = Some(now.as_millisecond());
    }
}

fn with<T>(look: impl FnOnce(&mut Cache) -> T) -> T {
    CACHE.with_borrow_mut(look)
}

/// The environment's settings.
pub(crate) fn settings(env: &Env) -> Rc<Settings> {
    if let Some(known) = with(|cache| cache.settings.clone()) {
        return known;
    }
    let settings = Rc::new(Settings::read(env));
    with(|cache| cache.settings = Some(settings.clone()));
    settings
}

/// Ids of all sites.
pub(crate) async fn sites(env: &Env, now: Timestamp) -> BTreeSet<String> {
    if with(|cache| cache.directory.claim(now, BUNDLE_FRESH_MS)) {
        let stored =
            ask::<_, BTreeSet<String>>(env, Object::Site, DIRECTORY, &SiteCommand::Sites {});
        if let Some(Ok(stored)) = within(REFRESH_LIMIT, stored).await {
            with(|cache| cache.directory.put(stored, now));
        }
    }
    let mut sites = with(|cache| cache.directory.value.clone());
    sites.extend(embedded::sites().map(str::to_owned));
    sites
}

/// Whether there is such a site; asked before any object of that name is touched.
pub(crate) async fn knows_site(env: &Env, site: &str, now: Timestamp) -> bool {
    embedded::sites().any(|id| id == site) || sites(env, now).await.contains(site)
}

/// Whether a site without a bundle is one that there is not. Else a store has not answered yet, and nobody knows.
pub(crate) fn is_missing(site: &str) -> bool {
    with(|cache| cache.is_missing(site))
}

/// Notes a site that has just been published here.
pub(crate) fn add_site(site: &str) {
    with(|cache| cache.directory.value.insert(site.to_owned()));
}

/// The active bundle of a site, refreshed where it is old; nothing where there is no such site.
pub(crate) async fn bundle(env: &Env, site: &str, now: Timestamp) -> Option<Rc<Bundle>> {
    if !knows_site(env, site, now).await {
        return None;
    }
    if claim_bundle(site, now) {
        within(REFRESH_LIMIT, refresh_bundle(env, site, now)).await;
    }
    active(site, now)
}

fn claim_bundle(site: &str, now: Timestamp) -> bool {
    with(|cache| {
        let entry = cache.sites.entry(site.to_owned()).or_default();
        entry.active.claim(now, BUNDLE_FRESH_MS)
    })
}

/// The last good bundle: what was loaded last, else what is embedded.
pub(crate) fn active(site: &str, now: Timestamp) -> Option<Rc<Bundle>> {
    let loaded = with(|cache| cache.sites.get(site).and_then(|s| s.active.value.clone()));
    if loaded.is_some() {
        return loaded;
    }
    let source = embedded::source(site)?;
    match check(&source, site, now) {
        Ok(bundle) => {
            let bundle = Rc::new(bundle);
            with(|cache| {
                let entry = cache.sites.entry(site.to_owned()).or_default();
                // Not stamped: the store has not been asked yet.
                entry.active.value = Some(bundle.clone());
            });
            Some(bundle)
        }
        Err(problems) => {
            log::warn(
                site,
                &format!("the embedded site has {} problems", problems.len()),
            );
            None
        }
    }
}

/// Asks the site's object for the active bundle. Where anything fails, the last good one stays.
async fn refresh_bundle(env: &Env, site: &str, now: Timestamp) {
    let have = active(site, now).map(|bundle| bundle.version.to_string());
    let command = SiteCommand::Active { have };
    match ask::<_, Active>(env, Object::Site, site, &command).await {
        Ok(Active::Other { source }) => match read(&source, site, now) {
            Some(bundle) => activate(site, bundle, now),
            None => log::warn(
                site,
                "the active bundle cannot be read: the last good one serves",
            ),
        },
        Ok(Active::Same {} | Active::Nothing {}) => with(|cache| {
            if let Some(entry) = cache.sites.get_mut(site) {
                entry.active.refreshed_ms = Some(now.as_millisecond());
            }
        }),
        Err(_) => log::warn(
            site,
            "the site's object does not answer: the last good bundle serves",
        ),
    }
}

/// Makes a bundle the active one of this isolate; the one before stays for the calls that began with it.
pub(crate) fn activate(site: &str, bundle: Rc<Bundle>, now: Timestamp) {
    with(|cache| {
        let entry = cache.sites.entry(site.to_owned()).or_default();
        if let Some(before) = entry.active.value.take()
            && before.version != bundle.version
        {
            keep_older(entry, before);
        }
        entry.active.put(Some(bundle), now);
    });
}

fn keep_older(entry: &mut Site, bundle: Rc<Bundle>) {
    entry.older.retain(|kept| kept.version != bundle.version);
    entry.older.insert(0, bundle);
    entry.older.truncate(OLDER_KEPT);
}

/// Bundles before the active one.
pub(crate) fn older(site: &str) -> Vec<Rc<Bundle>> {
    with(|cache| cache.sites.get(site).map(|s| s.older.clone())).unwrap_or_default()
}

/// Loads a bundle that a call began with; at most 300 ms.
pub(crate) async fn load_older(env: &Env, site: &str, version: BundleVersion, now: Timestamp) {
    let bundle = within(REFRESH_LIMIT, load(env, site, &version.to_string(), now)).await;
    if let Some(Ok(Some(bundle))) = bundle {
        with(|cache| keep_older(cache.sites.entry(site.to_owned()).or_default(), bundle));
    }
}

/// The bundle of a version: from memory, from what is embedded, else from the site's object.
///
/// # Errors
/// Where the object does not answer.
pub(crate) async fn version(
    env: &Env,
    site: &str,
    version: &str,
    now: Timestamp,
) -> worker::Result<Option<Rc<Bundle>>> {
    let loaded = active(site, now).into_iter().chain(older(site));
    match loaded
        .into_iter()
        .find(|b| b.version.to_string() == version)
    {
        Some(bundle) => Ok(Some(bundle)),
        None => load(env, site, version, now).await,
    }
}

async fn load(
    env: &Env,
    site: &str,
    version: &str,
    now: Timestamp,
) -> worker::Result<Option<Rc<Bundle>>> {
    let source = source(env, site, version).await?;
    Ok(source.and_then(|source| reopen(&source, site, now)))
}

async fn source(env: &Env, site: &str, version: &str) -> worker::Result<Option<BundleSource>> {
    if let Some(source) = embedded_source(site, version) {
        return Ok(Some(source));
    }
    let command = SiteCommand::Source {
        version: version.to_owned(),
    };
    let source: Option<String> = ask(env, Object::Site, site, &command).await?;
    Ok(source.and_then(|source| serde_json::from_str(&source).ok()))
}

/// The embedded files, where they are of this version.
pub(crate) fn embedded_source(site: &str, version: &str) -> Option<BundleSource> {
    embedded::source(site).filter(|source| source.version().to_string() == version)
}

/// What serves where nothing was ever activated.
pub(crate) fn embedded_version(site: &str, now: Timestamp) -> Option<ActiveVersion> {
    let bundle = reopen(&embedded::source(site)?, site, now)?;
    Some(ActiveVersion {
        version: bundle.version.to_string(),
        second_person: bundle.site.publish.second_person,
    })
}

fn read(source: &str, site: &str, now: Timestamp) -> Option<Rc<Bundle>> {
    reopen(&serde_json::from_str(source).ok()?, site, now)
}

/// The bundle of files that were accepted once, whatever today's rules say of them.
fn reopen(source: &BundleSource, site: &str, now: Timestamp) -> Option<Rc<Bundle>> {
    source.reopen(site, today(now)).map(Rc::new)
}

fn check(source: &BundleSource, site: &str, now: Timestamp) -> Result<Bundle, Vec<Problem>> {
    source.check(site, today(now)).map(|checked| checked.bundle)
}

fn today(now: Timestamp) -> jiff::civil::Date {
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// The queue states of a site and its open callbacks, refreshed where they are old.
pub(crate) async fn queues(
    env: &Env,
    site: &str,
    now: Timestamp,
) -> (Rc<QueueStates>, Rc<Pending>) {
    if claim_queues(site, now) {
        within(REFRESH_LIMIT, refresh_queues(env, site, now)).await;
    }
    last_queues(site)
}

fn claim_queues(site: &str, now: Timestamp) -> bool {
    with(|cache| {
        let entry = cache.sites.entry(site.to_owned()).or_default();
        entry.queues.claim(now, QUEUES_FRESH_MS)
    })
}

/// The last known queue states and open callbacks.
pub(crate) fn last_queues(site: &str) -> (Rc<QueueStates>, Rc<Pending>) {
    with(|cache| cache.sites.get(site).map(|s| s.queues.value.clone())).unwrap_or_default()
}

async fn refresh_queues(env: &Env, site: &str, now: Timestamp) {
    let states = QueueCommand::States {};
    let pending = ForSite {
        site: site.to_owned(),
        command: CallbackCommand::Pending {},
    };
    let (states, pending) = futures_util::join!(
        ask::<_, QueueStates>(env, Object::Queue, site, &states),
        ask::<_, Pending>(env, Object::Callback, site, &pending),
    );
    // Of two stores one may fail: then its last good value stays.
    let (last_states, last_pending) = last_queues(site);
    let value = (
        states.map_or(last_states, Rc::new),
        pending.map_or(last_pending, Rc::new),
    );
    with(|cache| {
        let entry = cache.sites.entry(site.to_owned()).or_default();
        entry.queues.put(value, now);
    });
}

/// Puts the queue states that were just stored into this isolate's cache.
pub(crate) fn put_queues(site: &str, states: QueueStates) {
    with(|cache| {
        let entry = cache.sites.entry(site.to_owned()).or_default();
        entry.queues.value.0 = Rc::new(states);
    });
}

/// Forgets when the queues were refreshed: a callback has just changed.
pub(crate) fn forget_queues(site: &str) {
    with(|cache| {
        if let Some(entry) = cache.sites.get_mut(site) {
            entry.queues.refreshed_ms = None;
        }
    });
}

/// Whether a turn of this site has to wait for a refresh; claims it.
pub(crate) fn claim_refresh(site: &str, now: Timestamp) -> Stale {
    Stale {
        bundle: claim_bundle(site, now),
        queues: claim_queues(site, now),
    }
}

/// What is old.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stale {
    pub(crate) bundle: bool,
    pub(crate) queues: bool,
}

/// Refreshes what was claimed, side by side; at most 300 ms.
pub(crate) async fn refresh(env: &Env, site: &str, stale: Stale, now: Timestamp) {
    let bundle = async {
        if stale.bundle {
            refresh_bundle(env, site, now).await;
        }
    };
    let queues = async {
        if stale.queues {
            refresh_queues(env, site, now).await;
        }
    };
    within(REFRESH_LIMIT, async { futures_util::join!(bundle, queues) }).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_missing_only_once_the_stores_have_said_so() {
        let at = Timestamp::UNIX_EPOCH;
        let mut cache = Cache::default();
        assert!(!cache.is_missing("mobile"), "nobody has answered yet");
        cache.directory.put(BTreeSet::from(["bank".to_owned()]), at);
        assert!(cache.is_missing("mobile"), "the directory does not list it");
        assert!(!cache.is_missing("bank"), "its bundle is not loaded yet");
        cache.sites.entry("bank".to_owned()).or_default();
        assert!(!cache.is_missing("bank"), "it is being loaded");
        cache
            .sites
            .entry("bank".to_owned())
            .or_default()
            .active
            .put(None, at);
        assert!(cache.is_missing("bank"), "nothing of it was ever activated");
    }

    #[test]
    fn one_asker_refreshes_and_those_beside_it_use_what_there_is() {
        let at = |ms| Timestamp::from_millisecond(ms).unwrap();
        let mut value = Stamped::<u8>::default();
        assert!(value.claim(at(0), 10_000), "there is nothing yet");
        assert!(value.claim(at(1), 10_000), "still nothing: everybody waits");
        value.put(1, at(2));
        assert!(!value.claim(at(9_000), 10_000), "fresh");
        assert!(value.claim(at(11_000), 10_000), "old: this one refreshes");
        assert!(!value.claim(at(11_001), 10_000), "this one does not");
        assert!(value.claim(at(12_500), 10_000), "the first one failed");
    }
}
