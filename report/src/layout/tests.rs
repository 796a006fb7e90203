use super::*;

/// A pseudo-random number that is the same every time.
fn next(seed: &mut u64) -> usize {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap()
}

fn random(steps: usize, seed: u64) -> (Vec<Shape>, Layers, Vec<Line>) {
    let mut seed = seed;
    let mut ways = |number: usize| -> Vec<(usize, usize)> {
        (0..number)
            .map(|_| (next(&mut seed) % steps, next(&mut seed) % steps))
            .collect()
    };
    let (main, other) = (ways(steps * 2), ways(steps));
    let layers = layers(steps, Some(0), &main, &other);
    let shapes: Vec<Shape> = (0..steps)
        .map(|step| Shape {
            width: 190.0 + count(step % 5) * 20.0,
            height: 60.0 + count(step % 4) * 18.0,
        })
        .collect();
    let lines = main
        .iter()
        .filter(|(from, to)| layers.of[*from] < layers.of[*to])
        .map(|(from, to)| Line {
            from: *from,
            port: 40.0,
            to: *to,
        })
        .collect();
    (shapes, layers, lines)
}

fn overlap(a: &Placed, b: &Placed) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

#[test]
fn no_two_boxes_overlap_and_all_stand_within_the_picture() {
    for steps in [1, 2, 7, 25, 60, 200] {
        for seed in 0..8 {
            let (shapes, layers, lines) = random(steps, seed);
            let layout = arrange(&shapes, &layers.of, &lines);
            assert_eq!(layout.boxes.len(), steps);
            for (at, a) in layout.boxes.iter().enumerate() {
                assert!(a.x >= 0.0 && a.y >= 0.0, "{a:?}");
                assert!(
                    a.x + a.width <= layout.width + 0.001
                        && a.y + a.height <= layout.height + 0.001
                );
                for b in &layout.boxes[at + 1..] {
                    assert!(!overlap(a, b), "{steps} steps, seed {seed}: {a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
fn every_line_runs_from_its_box_down_to_the_other() {
    for seed in 0..8 {
        let (shapes, layers, lines) = random(40, seed);
        let layout = arrange(&shapes, &layers.of, &lines);
        for (line, points) in lines.iter().zip(&layout.lines) {
            let (from, to) = (layout.boxes[line.from], layout.boxes[line.to]);
            assert_eq!(points.first().unwrap().1, from.y + from.height);
            let end = points.last().unwrap();
            assert_eq!(end.1, to.y);
            assert!(to.x <= end.0 && end.0 <= to.x + to.width);
            assert!(
                points.windows(2).all(|pair| pair[0].1 <= pair[1].1),
                "{points:?}"
            );
        }
    }
}

#[test]
fn no_line_runs_through_a_box() {
    for seed in 0..8 {
        let (shapes, layers, lines) = random(40, seed);
        let layout = arrange(&shapes, &layers.of, &lines);
        for points in &layout.lines {
            // Straight down through a layer: there the boxes are.
            for pair in points[1..]
                .chunks(2)
                .filter(|pair| pair.len() == 2 && pair[0].0 == pair[1].0)
            {
                let (x, y) = (pair[0].0, f64::midpoint(pair[0].1, pair[1].1));
                assert!(
                    layout
                        .boxes
                        .iter()
                        .all(|b| !(b.x < x && x < b.x + b.width && b.y < y && y < b.y + b.height)),
                    "seed {seed}: {pair:?}"
                );
            }
        }
    }
}

#[test]
fn the_same_menu_is_drawn_the_same_way() {
    let (shapes, layers, lines) = random(60, 3);
    assert_eq!(
        arrange(&shapes, &layers.of, &lines),
        arrange(&shapes, &layers.of, &lines)
    );
}

#[test]
fn a_step_stands_below_those_that_lead_to_it_and_a_circle_goes_up_once() {
    let found = layers(4, Some(0), &[(0, 1), (1, 2), (0, 2), (2, 0), (2, 3)], &[]);
    assert_eq!(found.of, [0, 1, 2, 3]);
    assert_eq!(found.reached, [true; 4]);
}

#[test]
fn silence_counts_only_where_nothing_else_leads() {
    let found = layers(4, Some(0), &[(0, 1)], &[(0, 2), (1, 2), (2, 1)]);
    assert_eq!(found.of, [0, 1, 1, 0]);
    assert_eq!(found.reached, [true, true, true, false]);
}

#[test]
fn a_wide_menu_becomes_a_block() {
    let ways: Vec<(usize, usize)> = (1..60).map(|to| (0, to)).collect();
    let found = layers(60, Some(0), &ways, &[]);
    let deepest = *found.of.iter().max().unwrap();
    assert!(
        found
            .of
            .iter()
            .all(|layer| found.of.iter().filter(|l| *l == layer).count() <= 10)
    );
    assert!(deepest <= 7, "{deepest}");
}

#[test]
fn nothing_and_nonsense_are_drawn_too() {
    assert_eq!(arrange(&[], &[], &[]), Layout::default());
    let lines = [
        Line {
            from: 5,
            port: 0.0,
            to: 9,
        },
        Line {
            from: 0,
            port: 0.0,
            to: 0,
        },
    ];
    let layout = arrange(
        &[Shape {
            width: 10.0,
            height: 10.0,
        }],
        &[0],
        &lines,
    );
    assert_eq!(layout.lines, [vec![], vec![]]);
    assert!(layers(0, Some(3), &[(0, 1)], &[(4, 4)]).of.is_empty());
    assert_eq!(layers(2, Some(7), &[(0, 9)], &[]).of, [0, 0]);
}
