//! Callbacks of a site. Rules and states are [`shared::callback`]'s; here is what one place has to count.
//!
//! The events about a callback lie in this object's own outbox tables, because the row and its event have to be one
//! write: sent to another object, one of them could be lost in between.

use super::{Count, Sql, millis, outbox, timestamp, whole};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use shared::{
    bundle::Bundle,
    callback::{self, Ask, Facts, Progress, Refusal, Turn, When, Window, slots},
    feedback::{Channel, Event, Happening, Occasion, Subject},
    hours::Opening,
    locale::Locale,
    phone::PhoneNumber,
    queue::{self, QueueSnapshot},
};
use std::collections::BTreeMap;
use worker::Result;

/// Tables.
pub(crate) const TABLES: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS callback (id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, phone TEXT NOT NULL, person TEXT NOT NULL, address TEXT NOT NULL, queue TEXT NOT NULL, about TEXT NOT NULL, progress TEXT NOT NULL, open INTEGER NOT NULL, slot_ms INTEGER, next_ms INTEGER, at_ms INTEGER NOT NULL) STRICT",
    "CREATE UNIQUE INDEX IF NOT EXISTS callback_open ON callback (phone) WHERE open = 1",
    "CREATE INDEX IF NOT EXISTS callback_next ON callback (next_ms)",
    "CREATE INDEX IF NOT EXISTS callback_at ON callback (at_ms)",
];

/// What a site's callback object is asked.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum CallbackCommand {
    /// How many open callbacks each queue has: `BTreeMap<String, u32>`.
    Pending {},
    /// A dry run: [`Checked`].
    Check { asked: Asked },
    /// A request: [`Requested`].
    Request {
        asked: Asked,
        /// The same key asks once.
        key: String,
        /// Hash of what was asked, to tell a repetition from another request.
        digest: String,
        about: About,
        person: String,
    },
    /// One callback: `Option<Callback>`.
    Show { id: String },
    /// Another time: [`Moved`].
    Move {
        id: String,
        when: When,
        snapshot: Option<QueueSnapshot>,
    },
    /// Something happened to it: [`Moved`].
    Advance { id: String, happened: Happened },
    /// Callbacks for the desk, the next ones first: `Vec<Callback>`.
    List { open_only: bool, limit: u32 },
}

/// A request as far as the rules look at it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Asked {
    /// E.164, or why it may not be dialled.
    pub(crate) number: std::result::Result<String, Refusal>,
    pub(crate) queue: String,
    pub(crate) when: When,
    pub(crate) consent: bool,
    /// Hash of the client's address; empty for a call.
    pub(crate) address: String,
    /// The queue's latest snapshot.
    pub(crate) snapshot: Option<QueueSnapshot>,
}

/// What goes with a callback and is looked at by people only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct About {
    pub(crate) subject: Subject,
    pub(crate) channel: Channel,
    pub(crate) locale: Locale,
    pub(crate) topic: Option<String>,
    pub(crate) name: Option<String>,
    /// The consent text that was shown, where one was.
    pub(crate) consent: Option<String>,
}

/// A callback as the desk and the customer's link see it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Callback {
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) queue: String,
    pub(crate) about: About,
    pub(crate) progress: Progress,
    pub(crate) at: Timestamp,
}

/// Answer to [`CallbackCommand::Check`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Checked {
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) slots: Vec<Window>,
}

/// Answer to [`CallbackCommand::Request`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Requested {
    /// It stands, new or as it stood before.
    Stands(Box<Callback>),
    /// It cannot be promised.
    Refused(Vec<Refusal>),
    /// Something else was asked under this key.
    Different {},
}

/// Answer to [`CallbackCommand::Move`] and [`CallbackCommand::Advance`].
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Moved {
    Done(Box<Callback>),
    Refused(Vec<Refusal>),
    /// That cannot happen in its state.
    Impossible {},
    Unknown {},
}

/// What the desk or the customer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Happened {
    /// Dialling began.
    Dialling,
    /// They talk.
    Connected,
    /// They have talked.
    Done,
    /// Busy, no answer, a machine.
    NoAnswer,
    /// The number cannot be reached at all.
    Failed,
    /// It is not wanted any more.
    Cancelled,
}

impl Happened {
    fn turn(self) -> Turn {
        match self {
            Happened::Dialling => Turn::Dialled,
            Happened::Connected => Turn::Connected,
            Happened::Done => Turn::Finished,
            Happened::NoAnswer => Turn::NotReached,
            Happened::Failed => Turn::Unreachable,
            Happened::Cancelled => Turn::Cancelled,
        }
    }
}

/// The callbacks of a site at a moment.
pub(crate) struct Callbacks<'a> {
    pub(crate) sql: &'a Sql,
    pub(crate) bundle: &'a Bundle,
    pub(crate) now: Timestamp,
}

impl Callbacks<'_> {
    /// Carries out a dry run.
    pub(crate) fn check(&self, asked: &Asked) -> Result<Checked> {
        let (verdict, booked) = self.judge(asked)?;
        let site = &self.bundle.site;
        let hours = site
            .queues
            .get(&asked.queue)
            .and_then(|queue| site.hours.get(&queue.hours));
        let slots = match (hours, &site.callback) {
            (Some(hours), Some(policy)) => {
                slots::all(hours, &site.time_zone, policy, &booked, self.now)
            }
            (None | Some(_), _) => Vec::new(),
        };
        Ok(Checked {
            refusals: verdict.err().unwrap_or_default(),
            slots: slots
                .into_iter()
                .filter(|slot| !slot.full)
                .map(|slot| slot.window)
                .collect(),
        })
    }

    /// Carries out a request. Between the first look and the last write there is no `.await`.
    pub(crate) fn request(
        &self,
        asked: &Asked,
        key: &str,
        digest: &str,
        about: About,
        person: &str,
    ) -> Result<Requested> {
        let before: Option<Row> = self.sql.first(
            "SELECT * FROM callback WHERE key = ? LIMIT 1",
            vec![key.into()],
        )?;
        if let Some(before) = before {
            return Ok(if before.digest == digest {
                Requested::Stands(Box::new(before.read()?))
            } else {
                Requested::Different {}
            });
        }
        if let Ok(phone) = &asked.number {
            let stands: Option<Row> = self.sql.first(
                "SELECT * FROM callback WHERE phone = ? AND open = 1 LIMIT 1",
                vec![phone.as_str().into()],
            )?;
            if let Some(stands) = stands {
                return Ok(match about.channel {
                    // Who calls from the number may hear about its callback.
                    Channel::Phone => Requested::Stands(Box::new(stands.read()?)),
                    // Whoever types a number may not be its owner: neither the code that the operator says first nor
                    // the link that cancels is theirs to have.
                    Channel::Web => Requested::Refused(vec![Refusal::AlreadyOpen]),
                });
            }
        }
        let (verdict, booked) = self.judge(asked)?;
        let (when, window) = match verdict {
            Ok(window) => (asked.when, window),
            Err(refusals) => match self.after_opening(asked, about.channel, &refusals, &booked) {
                Some(window) => (
                    When::Slot {
                        starts_at: window.from,
                    },
                    window,
                ),
                None => return Ok(Requested::Refused(refusals)),
            },
        };
        let callback = Callback {
            id: callback::id(&self.bundle.site.id, key),
            phone: asked.number.clone().unwrap_or_default(),
            queue: asked.queue.clone(),
            about,
            progress: Progress::promised(when, window),
            at: self.now,
        };
        let (about, progress) = (
            serde_json::to_string(&callback.about)?,
            serde_json::to_string(&callback.progress)?,
        );
        self.sql.run(
            "INSERT INTO callback (id, key, digest, phone, person, address, queue, about, progress, open, slot_ms, next_ms, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)",
            vec![
                callback.id.as_str().into(),
                key.into(),
                digest.into(),
                callback.phone.as_str().into(),
                person.into(),
                asked.address.as_str().into(),
                callback.queue.as_str().into(),
                about.into(),
                progress.into(),
                slot_ms(&callback.progress).into(),
                callback.progress.next_at.map(millis).into(),
                millis(self.now).into(),
            ],
        )?;
        self.tell(&callback, person)?;
        Ok(Requested::Stands(Box::new(callback)))
    }

    /// Moves a callback to another time.
    pub(crate) fn move_to(
        &self,
        id: &str,
        when: When,
        snapshot: Option<QueueSnapshot>,
    ) -> Result<Moved> {
        let Some(row) = self.row(id)? else {
            return Ok(Moved::Unknown {});
        };
        // The customer has counted already; what is asked anew is the time.
        let asked = Asked {
            number: Ok(row.phone.clone()),
            queue: row.queue.clone(),
            when,
            consent: true,
            address: String::new(),
            snapshot,
        };
        let quotas = [Refusal::TooMany, Refusal::DailyCap];
        match self.judge_without_quotas(&asked)? {
            Ok(window) => self.advance(row, Turn::Moved(when, window)),
            Err(refusals) => Ok(Moved::Refused(
                refusals
                    .into_iter()
                    .filter(|refusal| !quotas.contains(refusal))
                    .collect(),
            )),
        }
    }

    /// Notes what happened to a callback.
    pub(crate) fn happened(&self, id: &str, happened: Happened) -> Result<Moved> {
        match self.row(id)? {
            Some(row) => self.advance(row, happened.turn()),
            None => Ok(Moved::Unknown {}),
        }
    }

    /// Tells the callbacks whose time has come that it has.
    pub(crate) fn time_passes(&self) -> Result<()> {
        let rows: Vec<Row> = self.sql.rows(
            "SELECT * FROM callback WHERE next_ms <= ? ORDER BY next_ms LIMIT 200",
            vec![millis(self.now).into()],
        )?;
        for row in rows {
            // One that cannot be read does not hold up the others.
            if self.advance(row, Turn::TimePasses).is_err() {
                crate::log::warn(&self.bundle.site.id, "a callback could not be moved on");
            }
        }
        // What could not move, because the site offers no callbacks any more, is looked at again later.
        postpone(self.sql, self.now)
    }

    fn advance(&self, row: Row, turn: Turn) -> Result<Moved> {
        let person = row.person.clone();
        let mut callback = row.read()?;
        let Some(policy) = &self.bundle.site.callback else {
            return Ok(Moved::Impossible {});
        };
        let Ok(next) = callback.progress.advance(turn, policy, self.now) else {
            return Ok(Moved::Impossible {});
        };
        if next != callback.progress {
            let told =
                next.state != callback.progress.state || next.window != callback.progress.window;
            callback.progress = next;
            self.sql.run(
                "UPDATE callback SET progress = ?, open = ?, slot_ms = ?, next_ms = ? WHERE id = ?",
                vec![
                    serde_json::to_string(&next)?.into(),
                    f64::from(u8::from(next.state.is_open())).into(),
                    slot_ms(&next).into(),
                    next.next_at.map(millis).into(),
                    callback.id.as_str().into(),
                ],
            )?;
            if told {
                self.tell(&callback, &person)?;
            }
        }
        Ok(Moved::Done(Box::new(callback)))
    }

    /// Puts the event about a callback's new state beside its row.
    fn tell(&self, callback: &Callback, person: &str) -> Result<()> {
        let progress = &callback.progress;
        let event = Event::new(
            &self.bundle.site.id,
            &callback.about.subject,
            // With the time: who moves a callback away and back again has changed it twice. It is told once all the
            // same, because row and event are one write.
            &format!(
                "{}/{:?}/{}/{}/{}",
                callback.id, progress.state, progress.attempts, progress.window.from, self.now
            ),
            Occasion {
                time: self.now,
                channel: callback.about.channel,
                locale: callback.about.locale,
            },
            Happening::Callback {
                callback: callback.id.clone(),
                state: progress.state,
                queue: callback.queue.clone(),
                person: person.to_owned(),
                phone: None,
                when: progress.when,
                window: progress.window,
            },
        );
        outbox::append(
            self.sql,
            &self.bundle.site.id,
            &crate::outbox::sinks(self.bundle),
            &[event],
            self.now,
        )
    }

    /// The first free slot, for a caller out of hours, who cannot choose from a list.
    fn after_opening(
        &self,
        asked: &Asked,
        channel: Channel,
        refusals: &[Refusal],
        booked: &slots::Booked,
    ) -> Option<Window> {
        let only_closed = refusals == [Refusal::Closed] && channel == Channel::Phone;
        let slot = callback::first_free_slot(&self.bundle.site, &asked.queue, booked, self.now);
        slot.filter(|_| only_closed)
    }

    fn judge(
        &self,
        asked: &Asked,
    ) -> Result<(std::result::Result<Window, Vec<Refusal>>, slots::Booked)> {
        let day = self.since(SignedDuration::from_hours(24));
        let hour = self.since(SignedDuration::from_hours(1));
        let phone = asked.number.clone().unwrap_or_default();
        let counts = Counts {
            today: self.count("at_ms > ?", vec![day.into()])?,
            of_number: self.count("at_ms > ? AND phone = ?", vec![day.into(), phone.into()])?,
            of_address: if asked.address.is_empty() {
                0
            } else {
                let address = asked.address.as_str();
                self.count(
                    "at_ms > ? AND address = ?",
                    vec![hour.into(), address.into()],
                )?
            },
        };
        let booked = self.booked(&asked.queue)?;
        Ok((self.verdict(asked, counts, &booked)?, booked))
    }

    fn judge_without_quotas(
        &self,
        asked: &Asked,
    ) -> Result<std::result::Result<Window, Vec<Refusal>>> {
        self.verdict(asked, Counts::default(), &self.booked(&asked.queue)?)
    }

    fn verdict(
        &self,
        asked: &Asked,
        counts: Counts,
        booked: &slots::Booked,
    ) -> Result<std::result::Result<Window, Vec<Refusal>>> {
        let site = &self.bundle.site;
        let pending = pending(self.sql)?.get(&asked.queue).copied().unwrap_or(0);
        let Some(queue) = site.queues.get(&asked.queue) else {
            return Ok(Err(vec![Refusal::QueueUnknown]));
        };
        let opening = site.hours.get(&queue.hours).map_or(
            Opening {
                open: false,
                changes_at: None,
            },
            |hours| hours.at(self.now, &site.time_zone),
        );
        let wait = queue::wait(queue, opening, asked.snapshot.as_ref(), pending, self.now);
        let number = match &asked.number {
            Ok(e164) => PhoneNumber::from_e164(e164).ok_or(Refusal::NumberInvalid),
            Err(refusal) => Err(*refusal),
        };
        Ok(callback::check(
            &Ask {
                number: number.as_ref().map_err(|refusal| *refusal),
                queue: &asked.queue,
                when: asked.when,
                consent: asked.consent,
            },
            &Facts {
                site,
                wait: &wait,
                booked,
                accepted_today: counts.today,
                of_number_today: counts.of_number,
                of_address_this_hour: counts.of_address,
                now: self.now,
            },
        ))
    }

    fn booked(&self, queue: &str) -> Result<slots::Booked> {
        #[derive(Deserialize)]
        struct Row {
            slot_ms: f64,
            n: f64,
        }
        let rows: Vec<Row> = self.sql.rows(
            "SELECT slot_ms, count(*) AS n FROM callback WHERE open = 1 AND slot_ms IS NOT NULL AND queue = ? GROUP BY slot_ms",
            vec![queue.into()],
        )?;
        Ok(rows
            .into_iter()
            .map(|row| (timestamp(row.slot_ms), count(row.n)))
            .collect())
    }

    fn count(&self, condition: &str, values: Vec<worker::SqlStorageValue>) -> Result<u32> {
        let row: Option<Count> = self.sql.first(
            &format!("SELECT count(*) AS n FROM callback WHERE {condition}"),
            values,
        )?;
        Ok(row.map_or(0, |row| count(row.n)))
    }

    fn since(&self, span: SignedDuration) -> f64 {
        self.now.checked_sub(span).map_or(0.0, millis)
    }

    fn row(&self, id: &str) -> Result<Option<Row>> {
        self.sql.first(
            "SELECT * FROM callback WHERE id = ? LIMIT 1",
            vec![id.into()],
        )
    }
}

/// One callback.
pub(crate) fn show(sql: &Sql, id: &str) -> Result<Option<Callback>> {
    let row: Option<Row> = sql.first(
        "SELECT * FROM callback WHERE id = ? LIMIT 1",
        vec![id.into()],
    )?;
    row.map(Row::read).transpose()
}

/// Callbacks for the desk: open ones by the time at which something is due, then the others, the newest first.
pub(crate) fn list(sql: &Sql, open_only: bool, limit: u32) -> Result<Vec<Callback>> {
    let only = if open_only { "WHERE open = 1" } else { "" };
    let rows: Vec<Row> = sql.rows(
        &format!("SELECT * FROM callback {only} ORDER BY open DESC, next_ms, at_ms DESC LIMIT ?"),
        vec![f64::from(limit).into()],
    )?;
    rows.into_iter().map(Row::read).collect()
}

/// How many open callbacks each queue has.
pub(crate) fn pending(sql: &Sql) -> Result<BTreeMap<String, u32>> {
    #[derive(Deserialize)]
    struct Row {
        queue: String,
        n: f64,
    }
    let rows: Vec<Row> = sql.rows(
        "SELECT queue, count(*) AS n FROM callback WHERE open = 1 AND slot_ms IS NULL GROUP BY queue",
        vec![],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (row.queue, count(row.n)))
        .collect())
}

/// When time has to be told to a callback next.
pub(crate) fn next_due(sql: &Sql) -> Result<Option<Timestamp>> {
    let next: Option<Count> = sql.first(
        "SELECT next_ms AS n FROM callback WHERE next_ms IS NOT NULL ORDER BY next_ms LIMIT 1",
        vec![],
    )?;
    Ok(next.map(|row| timestamp(row.n)))
}

/// Puts off whatever is still due: an alarm must not ring again at once for what it could not change.
pub(crate) fn postpone(sql: &Sql, now: Timestamp) -> Result<()> {
    let later = now.checked_add(SignedDuration::from_mins(1)).unwrap_or(now);
    sql.run(
        "UPDATE callback SET next_ms = ? WHERE next_ms <= ?",
        vec![millis(later).into(), millis(now).into()],
    )
}

#[derive(Clone, Copy, Default)]
struct Counts {
    today: u32,
    of_number: u32,
    of_address: u32,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    digest: String,
    phone: String,
    person: String,
    queue: String,
    about: String,
    progress: String,
    at_ms: f64,
}

impl Row {
    fn read(self) -> Result<Callback> {
        Ok(Callback {
            id: self.id,
            phone: self.phone,
            queue: self.queue,
            about: serde_json::from_str(&self.about)?,
            progress: serde_json::from_str(&self.progress)?,
            at: timestamp(self.at_ms),
        })
    }
}

/// The start of the slot that a callback takes up.
fn slot_ms(progress: &Progress) -> Option<f64> {
    match progress.when {
        When::Asap {} => None,
        When::Slot { starts_at } => Some(millis(starts_at)),
    }
}

fn count(number: f64) -> u32 {
    u32::try_from(whole(number)).unwrap_or(u32::MAX)
}
