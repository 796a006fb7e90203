//! A callback that was asked for, as its owner sees it.

use shared::message::widget::{
    STATE_CANCELLED, STATE_CONNECTED, STATE_DIALLING, STATE_DONE, STATE_DUE, STATE_EXPIRED,
    STATE_FAILED, STATE_NO_ANSWER, STATE_REQUESTED, STATE_SCHEDULED,
};

/// A callback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Booking {
    /// `requested`, `scheduled` and so on.
    pub state: String,
    /// From when (RFC 3339).
    pub from: String,
    /// Until when (RFC 3339).
    pub until: String,
    /// What the operator says first.
    pub code: String,
    /// The number that will ring.
    pub from_number: String,
    /// The owner's number, masked.
    pub phone: String,
    /// Token of the owner's link.
    pub token: String,
    /// The owner's link.
    pub manage_url: String,
}

impl Booking {
    /// Whether the call is still to come, so that its time and code matter.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        matches!(
            self.state.as_str(),
            "requested" | "scheduled" | "due" | "dialling" | "no_answer"
        )
    }

    /// Whether it can be cancelled: not while it rings.
    #[must_use]
    pub fn can_be_cancelled(&self) -> bool {
        self.is_ahead() && self.state != "dialling"
    }

    /// Key of the state's name among the widget's texts.
    #[must_use]
    pub fn state_key(&self) -> &'static str {
        match self.state.as_str() {
            "requested" => STATE_REQUESTED.0,
            "scheduled" => STATE_SCHEDULED.0,
            "due" => STATE_DUE.0,
            "dialling" => STATE_DIALLING.0,
            "connected" => STATE_CONNECTED.0,
            "done" => STATE_DONE.0,
            "no_answer" => STATE_NO_ANSWER.0,
            "failed" => STATE_FAILED.0,
            "cancelled" => STATE_CANCELLED.0,
            _ => STATE_EXPIRED.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::callback::CallbackState;

    #[test]
    fn the_widget_knows_every_state_that_the_worker_has() {
        use CallbackState::{
            Cancelled, Connected, Dialling, Done, Due, Expired, Failed, NoAnswer, Requested,
            Scheduled,
        };
        for state in [
            Requested, Scheduled, Due, Dialling, Connected, Done, NoAnswer, Failed, Cancelled,
            Expired,
        ] {
            let name = serde_json::to_value(state).unwrap();
            let name = name.as_str().unwrap();
            let booking = Booking {
                state: name.to_owned(),
                ..Booking::default()
            };
            assert_eq!(booking.state_key(), format!("state_{name}"));
            assert_eq!(
                booking.is_ahead(),
                state.is_open() && state != Connected,
                "{name}"
            );
        }
    }
}
