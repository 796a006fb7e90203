//! A caller who does anything that can be done, and whether the call ends all the same.

use jiff::SignedDuration;
use shared::ivr::{
    DialResult, QueueResult,
    line::{Awaits, Happening, Line},
};

/// What a caller may do before a call that still goes on is one that never ends.
pub(crate) const MOST_ACTS: usize = 200;

/// Numbers that look random and are the same every time (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}

/// Calls and does anything at all until the call is over; how many acts that took, or nothing after [`MOST_ACTS`].
pub(crate) fn calls(
    line: &mut Line<'_>,
    dice: &mut Dice,
    mut hears: impl FnMut(&Happening),
) -> Option<usize> {
    line.ring().iter().for_each(&mut hears);
    for acts in 0..=MOST_ACTS {
        let happened = match line.awaits() {
            Awaits::Nothing => return Some(acts),
            Awaits::Call => line.ring(),
            Awaits::Keys(gather) => {
                let most = u32::from(gather.max_digits);
                match dice.below(8) {
                    0 | 1 => line.silence(),
                    2 => line.press(["*", "#", "**", "0"][dice.below(4) as usize]),
                    3 => line.say(
                        "one operator balance",
                        u8::try_from(dice.below(101)).unwrap_or(0),
                    ),
                    _ => {
                        let length = if dice.below(3) == 0 {
                            most
                        } else {
                            1 + dice.below(2)
                        };
                        let keys: String = (0..length.clamp(1, 20))
                            .map(|_| dice.below(10).to_string())
                            .collect();
                        line.press(&keys)
                    }
                }
            }
            Awaits::Message(_) => line.record(dice.below(30)),
            Awaits::Operator(..) => match dice.below(5) {
                0 => line.leave_queue(QueueResult::Bridged),
                1 => line.leave_queue(QueueResult::Unavailable),
                2 => line.leave_queue(QueueResult::HungUp),
                3 => line.press(&dice.below(10).to_string()),
                _ => {
                    // Nobody waits for ever: after a while somebody answers.
                    let seconds = dice.below(600);
                    let mut told = line.wait(
                        SignedDuration::from_secs(seconds.into()),
                        Some(seconds / 60),
                    );
                    if matches!(line.awaits(), Awaits::Operator(..)) && dice.below(2) == 0 {
                        told.extend(line.leave_queue(QueueResult::Left));
                    }
                    told
                }
            },
            Awaits::Transfer if dice.below(2) == 0 => line.dialled(DialResult::Answered),
            Awaits::Transfer => line.dialled(DialResult::NotAnswered),
        };
        happened.iter().for_each(&mut hears);
    }
    None
}
