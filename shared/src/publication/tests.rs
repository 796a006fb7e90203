use super::*;

fn staff(id: &str) -> Staff {
    Staff {
        id: id.to_owned(),
        label: format!("{id}'s token"),
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn standing(second_person: bool) -> Standing {
    Standing {
        active: Some(ActiveVersion {
            version: "a".to_owned(),
            second_person,
        }),
        waiting: Vec::new(),
    }
}

/// `b`, published by `p`, never served, asked for by `p` who saw `a`.
fn wish() -> Ask {
    Ask {
        version: "b".to_owned(),
        second_person: true,
        published_by: Some(staff("p")),
        served: false,
        by: staff("p"),
        at: None,
        seen: Some(Seen::read("\"a\"")),
    }
}

/// In one word, for tables.
fn word(decision: &Result<Decision, Refused>) -> &'static str {
    match decision {
        Ok(Decision::Already) => "already",
        Ok(Decision::Activate { .. }) => "activate",
        Ok(Decision::Wait(waiting)) if waiting.needs_approval => "wait for approval",
        Ok(Decision::Wait(_)) => "wait for the moment",
        Err(Refused::NotSaid { .. }) => "say what you saw",
        Err(Refused::Changed { .. }) => "changed meanwhile",
        Err(Refused::Past) => "past",
        Err(Refused::TooFar) => "too far",
        Err(Refused::TooMany) => "too many",
        Err(Refused::NothingToApprove) => "nothing to approve",
        Err(Refused::SamePerson) => "same person",
    }
}

#[test]
fn who_replaces_what_serves_says_what_they_saw() {
    for (active, version, seen, expected) in [
        (Some("a"), "b", Some("\"a\""), "activate"),
        (Some("a"), "b", Some("W/\"a\""), "activate"),
        (Some("a"), "b", Some("a"), "activate"),
        (Some("a"), "b", Some("\"x\", \"a\""), "activate"),
        (Some("a"), "b", Some("*"), "activate"),
        (Some("a"), "b", Some("\"x\""), "changed meanwhile"),
        (Some("a"), "b", Some(""), "changed meanwhile"),
        (Some("a"), "b", None, "say what you saw"),
        // A repeated request finds done what it asked for.
        (Some("a"), "a", Some("\"x\""), "already"),
        (Some("a"), "a", None, "already"),
        (None, "b", None, "activate"),
        (None, "b", Some("*"), "activate"),
        (None, "b", Some("\"x\""), "changed meanwhile"),
    ] {
        let standing = Standing {
            active: active.map(|version| ActiveVersion {
                version: version.to_owned(),
                second_person: false,
            }),
            waiting: Vec::new(),
        };
        let wish = Ask {
            version: version.to_owned(),
            seen: seen.map(Seen::read),
            ..wish()
        };
        let decided = ask(&standing, &wish, at(0));
        assert_eq!(word(&decided), expected, "{active:?} {version} {seen:?}");
    }
}

#[test]
fn one_token_alone_brings_nothing_new_to_callers_where_the_active_files_say_so() {
    let (alone, other) = ("p", "q");
    for (rule, published_by, served, itself_asks, by, expected) in [
        (false, Some("p"), false, false, alone, "activate"),
        (true, Some("p"), false, true, alone, "wait for approval"),
        // Files that would switch the rule off.
        (true, Some("p"), false, false, alone, "wait for approval"),
        (true, Some("p"), false, true, other, "activate"),
        // Published before publishers were noted.
        (true, None, false, true, alone, "wait for approval"),
        // Going back.
        (true, Some("p"), true, true, alone, "activate"),
        (true, Some("p"), true, false, alone, "wait for approval"),
        (true, Some("p"), true, false, other, "wait for approval"),
    ] {
        let wish = Ask {
            second_person: itself_asks,
            published_by: published_by.map(staff),
            served,
            by: staff(by),
            ..wish()
        };
        let decided = ask(&standing(rule), &wish, at(0));
        assert_eq!(word(&decided), expected, "{rule} {wish:?}");
    }
}

#[test]
fn somebody_else_approves() {
    let mut standing = standing(true);
    let seen = Seen::read("\"a\"");
    let approved = |standing: &Standing, by, seen| word(&approve(standing, "b", &staff(by), seen));
    assert_eq!(approved(&standing, "q", Some(&seen)), "nothing to approve");
    let Ok(Decision::Wait(waiting)) = ask(&standing, &wish(), at(0)) else {
        panic!("it waits");
    };
    standing.waiting.push(waiting.clone());
    assert_eq!(approved(&standing, "p", Some(&seen)), "same person");
    assert_eq!(approved(&standing, "q", None), "say what you saw");
    let other = Seen::read("\"x\"");
    assert_eq!(approved(&standing, "q", Some(&other)), "changed meanwhile");
    assert_eq!(approved(&standing, "q", Some(&seen)), "activate");

    let planned = Waiting {
        at: Some(at(60)),
        ..waiting
    };
    standing.waiting = vec![planned.clone()];
    let Ok(Decision::Wait(ready)) = approve(&standing, "b", &staff("q"), None) else {
        panic!("it waits for its moment");
    };
    assert!(ready.is_ready());
    assert_eq!(due(&standing, at(60)), std::slice::from_ref(&planned));
    assert!(!may_serve(&standing, &planned, &wish()), "unapproved");
    standing.waiting = vec![ready.clone()];
    assert_eq!(approved(&standing, "q", Some(&seen)), "nothing to approve");
    assert_eq!(due(&standing, at(59)), []);
    assert_eq!(due(&standing, at(60)), std::slice::from_ref(&ready));
    assert!(may_serve(&standing, &ready, &wish()));
}

#[test]
fn a_moment_lies_ahead_and_not_too_far() {
    for (second, expected) in [
        (-1, "past"),
        (0, "past"),
        (1, "wait for the moment"),
        (400 * 86_400, "wait for the moment"),
        (400 * 86_400 + 1, "too far"),
    ] {
        let wish = Ask {
            at: Some(at(second)),
            ..wish()
        };
        assert_eq!(
            word(&ask(&standing(false), &wish, at(0))),
            expected,
            "{second}"
        );
    }
}

#[test]
fn an_activation_by_hand_supersedes_what_waits_and_a_planned_one_does_not() {
    let mut standing = standing(false);
    for (version, second) in [("holiday", 20), ("usual", 40)] {
        let wish = Ask {
            version: version.to_owned(),
            at: Some(at(second)),
            ..wish()
        };
        let Ok(Decision::Wait(waiting)) = ask(&standing, &wish, at(0)) else {
            panic!("it waits");
        };
        standing.waiting.push(waiting);
    }
    let due_at = |second| -> Vec<String> {
        let due = due(&standing, at(second)).into_iter();
        due.map(|waiting| waiting.version).collect()
    };
    assert_eq!(due_at(20), ["holiday"]);
    assert_eq!(
        due_at(50),
        ["holiday", "usual"],
        "in their order, however late"
    );
    let Ok(Decision::Activate { supersedes }) = ask(&standing, &wish(), at(10)) else {
        panic!("it serves");
    };
    assert_eq!(supersedes, standing.waiting);
}

#[test]
fn a_plan_is_held_to_the_rule_that_serves_when_its_moment_comes() {
    let mut standing = standing(false);
    let plan = |version: &str, second_person, second| Ask {
        version: version.to_owned(),
        second_person,
        at: Some(at(second)),
        ..wish()
    };
    let (first, second) = (plan("a1", true, 10), plan("a2", false, 20));
    for wish in [&first, &second] {
        let Ok(Decision::Wait(waiting)) = ask(&standing, wish, at(0)) else {
            panic!("it waits");
        };
        assert!(waiting.is_ready(), "no rule serves yet");
        standing.waiting.push(waiting);
    }
    let both = due(&standing, at(30));
    let [one, two] = both.as_slice() else {
        panic!("both are due");
    };
    assert!(may_serve(&standing, one, &first));
    assert!(may_serve(&standing, two, &second), "while no rule serves");
    standing.active = Some(ActiveVersion {
        version: "a1".to_owned(),
        second_person: true,
    });
    assert!(!may_serve(&standing, two, &second), "one token alone");

    for (published_by, served, itself_asks, expected) in [
        ("p", false, true, false),
        ("q", false, false, true),
        ("p", true, true, true),
        ("p", true, false, false),
    ] {
        let wish = Ask {
            published_by: Some(staff(published_by)),
            served,
            second_person: itself_asks,
            ..second.clone()
        };
        assert_eq!(may_serve(&standing, two, &wish), expected, "{wish:?}");
    }

    assert_eq!(
        word(&approve(&standing, "a2", &staff("p"), None)),
        "same person"
    );
    let Ok(Decision::Wait(approved)) = approve(&standing, "a2", &staff("q"), None) else {
        panic!("it can still be approved");
    };
    assert!(may_serve(&standing, &approved, &second));
}

#[test]
fn a_dropped_token_takes_its_wishes_and_approvals_with_it() {
    let waiting = |version: &str, asked_by: &str, approved_by: Option<&str>| Waiting {
        version: version.to_owned(),
        asked_by: staff(asked_by),
        asked_at: at(0),
        at: Some(at(60)),
        needs_approval: true,
        approved_by: approved_by.map(staff),
    };
    let standing = Standing {
        waiting: vec![
            waiting("b", "p", Some("q")),
            waiting("c", "q", Some("p")),
            waiting("d", "q", Some("r")),
        ],
        ..standing(true)
    };
    let dropped = token_dropped(&standing, "p");
    assert_eq!(dropped.withdrawn, [waiting("b", "p", Some("q"))]);
    assert_eq!(dropped.unapproved, [waiting("c", "q", None)]);
    assert_eq!(token_dropped(&standing, "x"), TokenDropped::default());
}

#[test]
fn a_new_wish_for_a_version_replaces_the_old_one_and_too_many_are_refused() {
    let mut standing = standing(false);
    for n in 0..MOST_WAITING {
        standing.waiting.push(Waiting {
            version: format!("v{n}"),
            asked_by: staff("p"),
            asked_at: at(0),
            at: Some(at(100)),
            needs_approval: false,
            approved_by: None,
        });
    }
    let wish = |version: &str| Ask {
        version: version.to_owned(),
        at: Some(at(200)),
        ..wish()
    };
    assert_eq!(
        word(&ask(&standing, &wish("v0"), at(0))),
        "wait for the moment"
    );
    assert_eq!(word(&ask(&standing, &wish("b"), at(0))), "too many");
}

#[test]
fn what_waits_is_stored_in_this_form() {
    let waiting = Waiting {
        version: "0123456789abcdef".to_owned(),
        asked_by: staff("p"),
        asked_at: at(0),
        at: Some(at(60)),
        needs_approval: true,
        approved_by: None,
    };
    let pinned = r#"{"version":"0123456789abcdef","asked_by":{"id":"p","label":"p's token"},"asked_at":"2026-09-21T14:13:20Z","at":"2026-09-21T14:14:20Z","needs_approval":true,"approved_by":null}"#;
    assert_eq!(serde_json::to_string(&waiting).unwrap(), pinned);
    assert_eq!(serde_json::from_str::<Waiting>(pinned).unwrap(), waiting);
}
