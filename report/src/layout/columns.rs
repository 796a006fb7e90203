//! How far from the left each item stands: near its neighbours above and below, never on the one beside it.

use super::{GAP_X, Grid, Item, Joint, LANE, count};

/// Sweeps down and up.
const SWEEPS: usize = 10;

/// The middle of each item.
pub(super) fn place(grid: &Grid) -> Vec<f64> {
    let mut middles = vec![0.0; grid.items.len()];
    for row in &grid.rows {
        let mut x = 0.0;
        let mut before = None;
        for id in row {
            if let Some(before) = before {
                x += apart(grid, before, *id);
            }
            set(&mut middles, *id, x);
            before = Some(*id);
        }
        for id in row {
            let centred = of(&middles, *id) - x / 2.0;
            set(&mut middles, *id, centred);
        }
    }
    let (above, below) = sides(grid);
    for sweep in 0..SWEEPS {
        let last = sweep + 2 >= SWEEPS;
        let rows: Vec<usize> = if sweep % 2 == 0 {
            (0..grid.rows.len()).collect()
        } else {
            (0..grid.rows.len()).rev().collect()
        };
        for row in rows {
            let items = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
            // First by one side, so that the picture finds its form; in the end by both.
            let wishes: Vec<(f64, f64)> = items
                .iter()
                .map(|id| {
                    wish(
                        grid,
                        *id,
                        &middles,
                        (&above, &below),
                        (sweep % 2 == 0, last),
                    )
                })
                .collect();
            for (id, x) in items.iter().zip(settle(grid, items, &wishes)) {
                set(&mut middles, *id, x);
            }
        }
    }
    middles
}

/// The joints of each item to the row above, and to the row below.
fn sides(grid: &Grid) -> (Vec<Vec<Joint>>, Vec<Vec<Joint>>) {
    let mut above = vec![Vec::new(); grid.items.len()];
    let mut below = vec![Vec::new(); grid.items.len()];
    for joint in &grid.joints {
        if let (Some(above), Some(below)) = (above.get_mut(joint.lower), below.get_mut(joint.upper))
        {
            above.push(*joint);
            below.push(*joint);
        }
    }
    (above, below)
}

/// Where an item would like to stand, and how much.
fn wish(
    grid: &Grid,
    id: usize,
    middles: &[f64],
    (above, below): (&[Vec<Joint>], &[Vec<Joint>]),
    (downward, both): (bool, bool),
) -> (f64, f64) {
    let is_pass = |id: usize| grid.items.get(id) == Some(&Item::Pass);
    let weight = |joint: &Joint| {
        if is_pass(joint.upper) && is_pass(joint.lower) {
            4.0
        } else {
            1.0
        }
    };
    let from_above = above
        .get(id)
        .into_iter()
        .flatten()
        .map(|joint| (of(middles, joint.upper) + joint.offset, weight(joint)));
    let from_below = below
        .get(id)
        .into_iter()
        .flatten()
        .map(|joint| (of(middles, joint.lower) - joint.offset, weight(joint)));
    let mut wishes: Vec<(f64, f64)> = Vec::new();
    if downward || both {
        wishes.extend(from_above);
    }
    if !downward || both {
        wishes.extend(from_below);
    }
    let total: f64 = wishes.iter().map(|(_, weight)| weight).sum();
    if total == 0.0 {
        return (of(middles, id), 0.2);
    }
    let mean = wishes.iter().map(|(x, weight)| x * weight).sum::<f64>() / total;
    (mean, if is_pass(id) { total * 2.0 } else { total })
}

/// The places nearest to the wishes that keep order and distance: isotonic regression by pooling neighbours.
fn settle(grid: &Grid, items: &[usize], wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(items.len());
    let mut offset = 0.0;
    let mut before = None;
    for id in items {
        if let Some(before) = before {
            offset += apart(grid, before, *id);
        }
        offsets.push(offset);
        before = Some(*id);
    }
    // Blocks of items that stand as close as they may: mean, weight, number.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for ((wish, weight), offset) in wishes.iter().zip(&offsets) {
        blocks.push((wish - offset, *weight, 1));
        while let [.., left, right] = blocks.as_slice() {
            if left.0 <= right.0 {
                break;
            }
            let weight = left.1 + right.1;
            let mean = (left.0 * left.1 + right.0 * right.1) / weight;
            let pooled = (mean, weight, left.2 + right.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(pooled);
        }
    }
    blocks
        .into_iter()
        .flat_map(|(mean, _, number)| std::iter::repeat_n(mean, number))
        .zip(offsets)
        .map(|(mean, offset)| mean + offset)
        .collect()
}

/// How far apart the middles of two neighbours are at least.
fn apart(grid: &Grid, left: usize, right: usize) -> f64 {
    let width = |id: usize| grid.widths.get(id).copied().unwrap_or(LANE);
    let passes = [left, right]
        .iter()
        .filter(|id| grid.items.get(**id) == Some(&Item::Pass))
        .count();
    let gap = if passes == 2 {
        0.0
    } else {
        GAP_X - 8.0 * count(passes)
    };
    f64::midpoint(width(left), width(right)) + gap
}

fn of(middles: &[f64], id: usize) -> f64 {
    middles.get(id).copied().unwrap_or(0.0)
}

fn set(middles: &mut [f64], id: usize, x: f64) {
    if let Some(middle) = middles.get_mut(id) {
        *middle = x;
    }
}
