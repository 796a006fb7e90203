//! Which step stands in which layer.

/// The layer of each step, and which ways go down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// Layer by step, from 0.
    pub of: Vec<usize>,
    /// Whether the step can be come to from the first one.
    pub reached: Vec<bool>,
}

/// Puts every step below the steps that lead to it. `ways` are pairs of steps, those that a picture shows first (the
/// keys) in `main`, the others (silence, wrong keys) in `other`; of the latter, only those count without which a step
/// would hang in the air. Where ways go in a circle, the one that closes it goes up.
#[must_use]
pub fn layers(
    steps: usize,
    start: Option<usize>,
    main: &[(usize, usize)],
    other: &[(usize, usize)],
) -> Layers {
    let mut walk = Walk {
        leads: neighbours(steps, main),
        state: vec![State::New; steps],
        done: Vec::with_capacity(steps),
        down: Vec::new(),
    };
    let reached = match start {
        Some(start) => {
            walk.from(start);
            walk.through(other);
            walk.state.iter().map(|s| *s != State::New).collect()
        }
        None => vec![false; steps],
    };
    let mut roots: Vec<usize> = (0..steps).collect();
    // Of what nothing leads to, the steps that nothing at all leads to come first.
    roots.sort_by_cached_key(|step| {
        main.iter()
            .chain(other)
            .any(|(from, to)| to == step && from != step)
    });
    for step in roots {
        if walk.state.get(step) == Some(&State::New) {
            walk.from(step);
            walk.through(other);
        }
    }
    Layers {
        of: walk.deepen(steps),
        reached,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk {
    leads: Vec<Vec<usize>>,
    state: Vec<State>,
    /// Steps in the order in which they were left: the last ones first in any order from the top.
    done: Vec<usize>,
    /// Ways that close no circle.
    down: Vec<(usize, usize)>,
}

impl Walk {
    /// Visits everything that `start` leads to, without recursion: menus come from anywhere.
    fn from(&mut self, start: usize) {
        if self.state.get(start) != Some(&State::New) {
            return;
        }
        self.mark(start, State::Open);
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((step, next)) = path.last_mut() {
            let here = *step;
            let Some(to) = self
                .leads
                .get(here)
                .and_then(|leads| leads.get(*next))
                .copied()
            else {
                self.mark(here, State::Done);
                self.done.push(here);
                path.pop();
                continue;
            };
            *next += 1;
            match self.state.get(to) {
                Some(State::New) => {
                    self.down.push((here, to));
                    self.mark(to, State::Open);
                    path.push((to, 0));
                }
                Some(State::Done) => self.down.push((here, to)),
                Some(State::Open) | None => {}
            }
        }
    }

    /// Follows those of the other ways that lead to something new, until none does.
    fn through(&mut self, other: &[(usize, usize)]) {
        loop {
            let found = other.iter().find(|(from, to)| {
                self.state.get(*from) == Some(&State::Done)
                    && self.state.get(*to) == Some(&State::New)
            });
            let Some(&(from, to)) = found else { return };
            self.from(to);
            self.down.push((from, to));
        }
    }

    fn mark(&mut self, step: usize, state: State) {
        if let Some(of) = self.state.get_mut(step) {
            *of = state;
        }
    }

    /// The layers: below everything that leads there, and no layer wider than a screen can bear.
    fn deepen(&self, steps: usize) -> Vec<usize> {
        let widest = widest(steps);
        let mut of = vec![0; steps];
        let mut filled: Vec<usize> = Vec::new();
        let down = neighbours(steps, &self.down);
        for step in self.topological(&down) {
            let mut layer = of.get(step).copied().unwrap_or(0);
            while filled.get(layer).is_some_and(|count| *count >= widest) {
                layer += 1;
            }
            if filled.len() <= layer {
                filled.resize(layer + 1, 0);
            }
            if let (Some(count), Some(place)) = (filled.get_mut(layer), of.get_mut(step)) {
                *count += 1;
                *place = layer;
            }
            for to in down.get(step).into_iter().flatten() {
                if let Some(below) = of.get_mut(*to) {
                    *below = (*below).max(layer + 1);
                }
            }
        }
        of
    }

    /// Every step after all that lead to it.
    fn topological(&self, down: &[Vec<usize>]) -> Vec<usize> {
        let mut waiting = vec![0_usize; down.len()];
        for to in down.iter().flatten() {
            if let Some(count) = waiting.get_mut(*to) {
                *count += 1;
            }
        }
        let mut order: Vec<usize> = self
            .done
            .iter()
            .rev()
            .copied()
            .filter(|step| waiting.get(*step) == Some(&0))
            .collect();
        let mut at = 0;
        while let Some(step) = order.get(at).copied() {
            at += 1;
            for to in down.get(step).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(*to) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(*to);
                    }
                }
            }
        }
        order
    }
}

/// Boxes in a layer: a wide menu becomes a block, not a ribbon.
fn widest(steps: usize) -> usize {
    (1..=steps)
        .find(|side| side * side * 5 >= steps * 8)
        .unwrap_or(1)
        .max(6)
}

fn neighbours(steps: usize, ways: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut leads = vec![Vec::new(); steps];
    for (from, to) in ways {
        if let Some(list) = leads.get_mut(*from)
            && *to < steps
            && to != from
            && !list.contains(to)
        {
            list.push(*to);
        }
    }
    leads
}
