//! Which ways are drawn as lines, and which are written into the box.

use super::MANY;
use crate::layout::Layers;
use shared::menu::picture::{By, Picture, PictureStep};
use std::collections::BTreeMap;

/// What is known of the ways of a picture.
#[derive(Debug, Default)]
pub(super) struct Drawn<'a> {
    places: BTreeMap<&'a str, usize>,
    /// Steps that so many lead to that lines, those of keys apart, would be a tangle.
    tangled: Vec<bool>,
    /// The step whose line alone holds a step in the picture, where none of its keys does.
    holder: Vec<Option<usize>>,
}

impl<'a> Drawn<'a> {
    pub(super) fn new(
        picture: &'a Picture,
        layers: &Layers,
        places: BTreeMap<&'a str, usize>,
    ) -> Self {
        let steps = picture.steps.len();
        let mut leading = vec![0_usize; steps];
        let mut drawn = Drawn {
            places,
            tangled: vec![false; steps],
            holder: vec![None; steps],
        };
        for step in &picture.steps {
            for (to, bys) in drawn.groups(step) {
                if let (Some(count), true) = (leading.get_mut(to), bys.iter().any(|by| is_main(by)))
                {
                    *count += 1;
                }
            }
        }
        drawn.tangled = leading.iter().map(|count| *count > MANY).collect();
        let mut held = vec![false; steps];
        for (from, step) in picture.steps.iter().enumerate() {
            for (to, bys) in drawn.groups(step) {
                if layers.of.get(from) >= layers.of.get(to) {
                    continue;
                }
                if let (Some(held), true) = (held.get_mut(to), drawn.is_line(to, &bys)) {
                    *held = true;
                }
                if let Some(holder @ None) = drawn.holder.get_mut(to) {
                    *holder = Some(from);
                }
            }
        }
        for (holder, held) in drawn.holder.iter_mut().zip(held) {
            if held {
                *holder = None;
            }
        }
        drawn
    }

    /// The place of the step with this name.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// Whether ways to a step below are drawn for what they are.
    pub(super) fn is_line(&self, to: usize, bys: &[&By]) -> bool {
        let by_key = bys.iter().any(|by| matches!(by, By::Key(_)));
        let is_tangled = self.tangled.get(to).copied().unwrap_or(false);
        bys.iter().any(|by| is_main(by)) && (by_key || !is_tangled)
    }

    /// Whether a step would hang in the air if the way from `from` were not drawn.
    pub(super) fn holds(&self, from: usize, to: usize) -> bool {
        self.holder.get(to) == Some(&Some(from))
    }

    /// The ways of a step to others of the picture, by where they lead.
    fn groups<'s>(&self, step: &'s PictureStep) -> BTreeMap<usize, Vec<&'s By>> {
        let mut groups: BTreeMap<usize, Vec<&By>> = BTreeMap::new();
        for way in &step.ways {
            if let Some(to) = self.place(&way.to) {
                groups.entry(to).or_default().push(&way.by);
            }
        }
        groups
    }
}

/// Ways that a picture shows as lines.
pub(super) fn is_main(by: &By) -> bool {
    match by {
        By::Key(_)
        | By::Open
        | By::Closed
        | By::Helped
        | By::NotHelped
        | By::Then
        | By::AfterCall => true,
        By::Nobody | By::Impossible | By::Unanswered | By::Nothing | By::Silent | By::WrongKey => {
            false
        }
    }
}
