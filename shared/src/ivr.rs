//! A call as a state machine.

mod effect;
mod event;
pub mod line;
pub mod script;
mod session;
mod sizes;
mod step;
mod texts;
mod verb;

pub use effect::{Effect, EffectOutcome};
pub use event::{CallEvent, DialResult, QueueResult};
pub use session::{Given, KeyedIn, Phase, Session};
pub use sizes::{LargestDocument, largest_documents};
pub(crate) use step::own_speech;
pub use step::{Call, Facts, Step, last_resort, start, step};
pub(crate) use texts::spoken_by;
pub use texts::{fixed_texts, spoken_units, step_speech};
pub use verb::{Gather, Listening, Part, Speech, Verb, audio_key};
