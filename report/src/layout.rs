//! Where the boxes of a picture stand and how the lines between them run: in layers, from the top down.
//!
//! The classic way (Sugiyama): every step gets a layer below the steps that lead to it, long lines get a place in every
//! layer that they cross, the places are put in an order with few crossings, and each is moved as near to its
//! neighbours as its own neighbours allow. Nothing is random: the same menu is drawn the same way.

mod columns;
mod layers;
mod order;

pub use layers::{Layers, layers};

/// Space between two boxes of a layer.
const GAP_X: f64 = 28.0;
/// Space between two layers.
const GAP_Y: f64 = 54.0;
/// Room for a line that passes a layer.
const LANE: f64 = 16.0;
/// How far apart lines end that lead to the same box.
const ENTRY: f64 = 14.0;

/// A box before it has a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A line from the bottom of one box to the top of another, which is in a lower layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Box where it begins.
    pub from: usize,
    /// How far from that box's left edge.
    pub port: f64,
    /// Box where it ends.
    pub to: usize,
}

/// A box in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A finished picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The boxes, in the order in which they were given.
    pub boxes: Vec<Placed>,
    /// The points of each line, in the order in which they were given. Between the second and the third, the fourth and
    /// the fifth and so on it runs straight down through a layer.
    pub lines: Vec<Vec<(f64, f64)>>,
    /// Width of it all.
    pub width: f64,
    /// Height of it all.
    pub height: f64,
}

/// Something that has a place in a layer: a box, or a line that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Box(usize),
    Pass,
}

/// Items, the layer of each, and which is joined to which in the next layer.
#[derive(Debug, Default)]
struct Grid {
    items: Vec<Item>,
    widths: Vec<f64>,
    /// Items by layer, in order.
    rows: Vec<Vec<usize>>,
    /// Pairs of items of neighbouring layers, the upper first, with where they touch relative to each item's middle.
    joints: Vec<Joint>,
}

#[derive(Clone, Copy, Debug)]
struct Joint {
    upper: usize,
    lower: usize,
    /// Where it leaves the upper item, from that item's middle.
    offset: f64,
}

/// Puts boxes and lines into their places. `layer` has a layer for every box; lines that do not go down are left out
/// (they have no points).
#[must_use]
pub fn arrange(shapes: &[Shape], layer: &[usize], lines: &[Line]) -> Layout {
    let mut grid = Grid::default();
    let depth = layer.iter().max().map_or(0, |deepest| deepest + 1);
    grid.rows = vec![Vec::new(); depth];
    for (index, shape) in shapes.iter().enumerate() {
        grid.add(
            Item::Box(index),
            shape.width,
            layer.get(index).copied().unwrap_or(0),
        );
    }
    let chains: Vec<Vec<usize>> = lines
        .iter()
        .map(|line| grid.chain(line, shapes, layer))
        .collect();
    order::sort(&mut grid);
    let middles = columns::place(&grid);
    draw(&grid, shapes, lines, &chains, &middles)
}

impl Grid {
    fn add(&mut self, item: Item, width: f64, layer: usize) -> usize {
        let id = self.items.len();
        self.items.push(item);
        self.widths.push(width);
        if let Some(row) = self.rows.get_mut(layer) {
            row.push(id);
        }
        id
    }

    /// The items that a line goes through, from box to box.
    fn chain(&mut self, line: &Line, shapes: &[Shape], layer: &[usize]) -> Vec<usize> {
        let of = |index: usize| Some((layer.get(index)?, shapes.get(index)?));
        let (Some((&top, shape)), Some((&bottom, _))) = (of(line.from), of(line.to)) else {
            return Vec::new();
        };
        if top >= bottom {
            return Vec::new();
        }
        let mut chain = vec![line.from];
        for between in top + 1..bottom {
            let id = self.add(Item::Pass, LANE, between);
            chain.push(id);
        }
        chain.push(line.to);
        for (place, pair) in chain.windows(2).enumerate() {
            if let [upper, lower] = *pair {
                let offset = if place == 0 {
                    line.port - shape.width / 2.0
                } else {
                    0.0
                };
                self.joints.push(Joint {
                    upper,
                    lower,
                    offset,
                });
            }
        }
        chain
    }
}

fn draw(
    grid: &Grid,
    shapes: &[Shape],
    lines: &[Line],
    chains: &[Vec<usize>],
    middles: &[f64],
) -> Layout {
    let left = grid
        .items
        .iter()
        .enumerate()
        .map(|(id, _)| middle(middles, id) - width(grid, id) / 2.0)
        .fold(f64::INFINITY, f64::min);
    let left = if left.is_finite() { left } else { 0.0 };
    let height_of = |id: &usize| match grid.items.get(*id) {
        Some(Item::Box(index)) => shapes.get(*index).map_or(0.0, |s| s.height),
        Some(Item::Pass) | None => 0.0,
    };
    let mut tops = Vec::with_capacity(grid.rows.len());
    let mut y = 0.0;
    for row in &grid.rows {
        let height = row.iter().map(height_of).fold(0.0, f64::max);
        tops.push((y, y + height));
        y += height + GAP_Y;
    }
    let row_of: Vec<usize> = {
        let mut row_of = vec![0; grid.items.len()];
        for (row, items) in grid.rows.iter().enumerate() {
            for id in items {
                if let Some(of) = row_of.get_mut(*id) {
                    *of = row;
                }
            }
        }
        row_of
    };
    let row = |id: usize| {
        let row = row_of.get(id).copied().unwrap_or(0);
        tops.get(row).copied().unwrap_or((0.0, 0.0))
    };
    let boxes: Vec<Placed> = shapes
        .iter()
        .enumerate()
        .map(|(index, shape)| Placed {
            x: middle(middles, index) - shape.width / 2.0 - left,
            y: row(index).0,
            width: shape.width,
            height: shape.height,
        })
        .collect();
    let entries = entries(lines, chains, middles, shapes);
    let lines = lines
        .iter()
        .zip(chains)
        .zip(entries)
        .map(|((line, chain), entry)| {
            let (Some(from), Some(to)) = (boxes.get(line.from), boxes.get(line.to)) else {
                return Vec::new();
            };
            if chain.len() < 2 {
                return Vec::new();
            }
            let mut points = vec![(from.x + line.port, from.y + from.height)];
            // Below its own box a line first leaves the layer, beside boxes that are taller.
            let (_, bottom) = row(line.from);
            if bottom > from.y + from.height {
                points.push((from.x + line.port, bottom));
            } else {
                points.push((from.x + line.port, from.y + from.height));
            }
            for id in chain.iter().skip(1).take(chain.len() - 2) {
                let x = middle(middles, *id) - left;
                let (top, bottom) = row(*id);
                points.extend([(x, top), (x, bottom)]);
            }
            points.push((to.x + to.width / 2.0 + entry, to.y));
            points
        })
        .collect();
    let right = grid
        .items
        .iter()
        .enumerate()
        .map(|(id, _)| middle(middles, id) + width(grid, id) / 2.0 - left)
        .fold(0.0, f64::max);
    Layout {
        boxes,
        lines,
        width: right,
        height: (y - GAP_Y).max(0.0),
    }
}

/// Where each line ends, from the middle of its box: side by side, in the order in which they come.
fn entries(lines: &[Line], chains: &[Vec<usize>], middles: &[f64], shapes: &[Shape]) -> Vec<f64> {
    let comes_from = |index: usize| -> f64 {
        let (Some(line), Some(chain)) = (lines.get(index), chains.get(index)) else {
            return 0.0;
        };
        let before = chain.len().checked_sub(2).and_then(|at| chain.get(at));
        match before {
            Some(id) if *id == line.from => {
                let width = shapes.get(line.from).map_or(0.0, |s| s.width);
                middle(middles, *id) - width / 2.0 + line.port
            }
            Some(id) => middle(middles, *id),
            None => 0.0,
        }
    };
    let mut entries = vec![0.0; lines.len()];
    for (target, shape) in shapes.iter().enumerate() {
        let mut here: Vec<usize> = (0..lines.len())
            .filter(|at| lines.get(*at).is_some_and(|line| line.to == target))
            .collect();
        here.sort_by(|a, b| comes_from(*a).total_cmp(&comes_from(*b)));
        let room = (shape.width - 40.0).max(0.0);
        let many = here.len().saturating_sub(1).max(1);
        let step = (room / count(many)).min(ENTRY);
        for (place, index) in here.iter().enumerate() {
            if let Some(entry) = entries.get_mut(*index) {
                *entry = step * (count(place) - count(here.len().saturating_sub(1)) / 2.0);
            }
        }
    }
    entries
}

fn middle(middles: &[f64], id: usize) -> f64 {
    middles.get(id).copied().unwrap_or(0.0)
}

fn width(grid: &Grid, id: usize) -> f64 {
    grid.widths.get(id).copied().unwrap_or(0.0)
}

/// A count as a length.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests;
