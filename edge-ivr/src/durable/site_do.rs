//! The object of a site's publications and tokens: the one place that says what serves. By alarm it activates what was
//! planned, after checking it once more.

use crate::{
    acceptance, cache, clock,
    durable::{forward, serve, set_alarm},
    log,
    store::{
        Sql,
        publication::{self, Publications},
        site,
    },
};
use jiff::Timestamp;
use shared::{api::InWords, bundle::BundleSource, publication::Waiting};
use std::time::Duration;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// See [`crate::durable`].
#[durable_object(alarm)]
pub struct SiteDo {
    state: State,
    env: Env,
    sql: Sql,
}

/// When something cannot be read or written.
const AFTER_AN_ERROR: Duration = Duration::from_secs(30);

impl DurableObject for SiteDo {
    fn new(state: State, env: Env) -> Self {
        let tables = [publication::TABLES, site::TABLES].concat();
        let sql = Sql::open(&state.storage(), &tables);
        forward::arm_later(&state, &sql, publication::next_due);
        Self { state, env, sql }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        serve(request, async |command| {
            let answer = site::handle(&self.sql, command, clock::now())?;
            forward::arm(&self.state.storage(), &self.sql, publication::next_due).await?;
            Ok(answer)
        })
        .await
    }

    async fn alarm(&self) -> Result<Response> {
        let storage = self.state.storage();
        let done = self.time_passes(clock::now());
        let armed = match &done {
            Ok(()) => forward::arm(&storage, &self.sql, publication::next_due).await,
            Err(_) => set_alarm(&storage, AFTER_AN_ERROR).await,
        };
        if done.and(armed).is_err() {
            log::warn("-", "planned activations could not be worked off");
        }
        Response::empty()
    }
}

impl SiteDo {
    fn time_passes(&self, now: Timestamp) -> Result<()> {
        let Some(site) = publication::owner(&self.sql)? else {
            return Ok(());
        };
        let publications = Publications {
            sql: &self.sql,
            embedded: cache::embedded_version(&site, now),
            now,
        };
        let mut all = Ok(());
        for waiting in publications.due()? {
            // One that fails holds up no other; it is tried again.
            let done = self.moment_comes(&publications, &site, &waiting);
            if done.is_err() {
                log::warn(&site, "a planned activation could not be worked off");
                all = done;
            }
        }
        all
    }

    /// Decides by what serves now: what was due just before may have brought the rule of the second person.
    fn moment_comes(
        &self,
        publications: &Publications<'_>,
        site: &str,
        waiting: &Waiting,
    ) -> Result<()> {
        let why = match self.fitness(site, waiting, publications.now)? {
            Ok(second_person) if publications.may_serve(waiting, second_person)? => {
                return publications.fulfil(waiting, second_person);
            }
            Ok(_) => InWords {
                en: "Nobody had approved it when its moment came.".to_owned(),
                ru: "К назначенному времени её никто не одобрил.".to_owned(),
            },
            Err(why) => why,
        };
        log::warn(site, "a planned activation did not happen: see the history");
        publications.give_up(waiting, why)
    }

    /// Whether its files ask for a second person, or why they may not serve any more.
    fn fitness(
        &self,
        site: &str,
        waiting: &Waiting,
        now: Timestamp,
    ) -> Result<std::result::Result<bool, InWords>> {
        let Some(source) = publication::source(&self.sql, &waiting.version)? else {
            return Ok(Err(InWords {
                en: "Its files are not kept any more.".to_owned(),
                ru: "Её файлы больше не хранятся.".to_owned(),
            }));
        };
        let Ok(source) = serde_json::from_str::<BundleSource>(&source) else {
            return Ok(Err(InWords {
                en: "Its files cannot be read any more.".to_owned(),
                ru: "Её файлы больше не читаются.".to_owned(),
            }));
        };
        let checked = acceptance::check(&source, site, &cache::settings(&self.env), now);
        Ok(checked
            .map(|checked| checked.bundle.site.publish.second_person)
            .map_err(|unfit| unfit.in_words()))
    }
}
