//! The order of the items in their layers: the one with the fewest crossings that a few sweeps find.

use super::{Grid, count};

/// Sweeps down and up; more find little more.
const SWEEPS: usize = 12;

/// Sorts the rows of a grid.
pub(super) fn sort(grid: &mut Grid) {
    let mut best = grid.rows.clone();
    let mut fewest = crossings(grid);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let downward = sweep % 2 == 0;
        let rows: Vec<usize> = if downward {
            (1..grid.rows.len()).collect()
        } else {
            (0..grid.rows.len().saturating_sub(1)).rev().collect()
        };
        for row in rows {
            sort_row(grid, row, downward);
        }
        let now = crossings(grid);
        if now < fewest {
            fewest = now;
            best.clone_from(&grid.rows);
        }
    }
    grid.rows = best;
}

/// Puts each item of a row where its neighbours in the row above (or below) are on average.
fn sort_row(grid: &mut Grid, row: usize, downward: bool) {
    let places = places(grid);
    let place = |id: usize| places.get(id).copied().unwrap_or(0.0);
    let mut sums = vec![(0.0, 0_usize); grid.items.len()];
    for joint in &grid.joints {
        let (mine, theirs) = if downward {
            (joint.lower, place(joint.upper) + joint.offset / 10_000.0)
        } else {
            (joint.upper, place(joint.lower))
        };
        if let Some(sum) = sums.get_mut(mine) {
            sum.0 += theirs;
            sum.1 += 1;
        }
    }
    let wish = |id: &usize| match sums.get(*id) {
        Some((sum, number)) if *number > 0 => sum / count(*number),
        Some(_) | None => place(*id),
    };
    if let Some(items) = grid.rows.get_mut(row) {
        items.sort_by(|a, b| wish(a).total_cmp(&wish(b)));
    }
}

/// Each item's place in its row, as a share of the row, so that rows of different lengths can be compared.
fn places(grid: &Grid) -> Vec<f64> {
    let mut places = vec![0.0; grid.items.len()];
    for row in &grid.rows {
        for (at, id) in row.iter().enumerate() {
            if let Some(place) = places.get_mut(*id) {
                *place = (count(at) + 0.5) / count(row.len().max(1));
            }
        }
    }
    places
}

/// How often lines cross.
pub(super) fn crossings(grid: &Grid) -> usize {
    let mut row_of = vec![0; grid.items.len()];
    let mut at = vec![0_usize; grid.items.len()];
    for (row, items) in grid.rows.iter().enumerate() {
        for (place, id) in items.iter().enumerate() {
            if let (Some(row_of), Some(at)) = (row_of.get_mut(*id), at.get_mut(*id)) {
                *row_of = row;
                *at = place;
            }
        }
    }
    let mut by_row: Vec<Vec<(usize, f64, usize)>> = vec![Vec::new(); grid.rows.len()];
    for joint in &grid.joints {
        let row = row_of.get(joint.upper).copied().unwrap_or(0);
        if let (Some(row), Some(upper), Some(lower)) = (
            by_row.get_mut(row),
            at.get(joint.upper),
            at.get(joint.lower),
        ) {
            row.push((*upper, joint.offset, *lower));
        }
    }
    by_row
        .into_iter()
        .zip(grid.rows.iter().skip(1))
        .map(|(mut joints, below)| {
            joints.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
            inversions(joints.into_iter().map(|joint| joint.2), below.len())
        })
        .sum()
}

/// Pairs that stand in the wrong order, counted with a Fenwick tree.
fn inversions(places: impl Iterator<Item = usize>, size: usize) -> usize {
    let mut tree = vec![0_usize; size + 1];
    let mut total = 0;
    for (seen, place) in places.enumerate() {
        let mut not_greater = 0;
        let mut at = place + 1;
        while at > 0 {
            not_greater += tree.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        total += seen - not_greater;
        let mut at = place + 1;
        while let Some(cell) = tree.get_mut(at) {
            *cell += 1;
            at += at & at.wrapping_neg();
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn crossings_are_pairs_in_the_wrong_order() {
        for (places, expected) in [
            (vec![0, 1, 2], 0),
            (vec![1, 0], 1),
            (vec![2, 1, 0], 3),
            (vec![0, 0, 1], 0),
            (vec![1, 0, 0], 2),
        ] {
            assert_eq!(
                inversions(places.iter().copied(), 3),
                expected,
                "{places:?}"
            );
        }
    }
}
