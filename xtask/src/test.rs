//! `cargo xtask test`: everything that continuous integration checks, step by step.

use std::time::{Duration, Instant};

use crate::{
    arguments::Arguments,
    failure::{Failure, Result},
    project::Project,
};

mod e2e;
mod steps;

/// One check that can be run alone.
struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&Project, &Arguments) -> Result,
}

/// Quick ones first, so that a slip is seen early; the later ones use what the earlier ones have compiled.
const STEPS: [Step; 13] = [
    Step {
        name: "format",
        what: "the code is formatted",
        run: steps::format,
    },
    Step {
        name: "clippy",
        what: "no lint, natively",
        run: steps::clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "no lint, in the Worker, the widget and the report",
        run: steps::clippy_wasm,
    },
    Step {
        name: "native",
        what: "unit, property and documentation tests",
        run: steps::native,
    },
    Step {
        name: "suites",
        what: "other people's collections of hostile input",
        run: steps::suites,
    },
    Step {
        name: "fuzz",
        what: "seconds of fuzzing on the committed corpus",
        run: steps::fuzz,
    },
    Step {
        name: "shim",
        what: "the module around the Worker recovers from a panic",
        run: steps::shim,
    },
    Step {
        name: "docs",
        what: "the documentation builds without a warning",
        run: steps::docs,
    },
    Step {
        name: "schema",
        what: "the generated schemas are up to date",
        run: steps::schema,
    },
    Step {
        name: "sites",
        what: "the sites in sites/ have no problem",
        run: steps::sites,
    },
    Step {
        name: "policy",
        what: "licences and sources of what is depended on",
        run: steps::policy,
    },
    Step {
        name: "sizes",
        what: "bytes that a visitor loads, and of a report",
        run: steps::sizes,
    },
    Step {
        name: "e2e",
        what: "a browser and a telephone against the real runtime",
        run: e2e::run,
    },
];

/// What became of a step.
struct Verdict {
    name: &'static str,
    took: Duration,
    failure: Option<Failure>,
}

/// Runs every step, or those that `--only` names; goes on after a failure, so that one run tells everything.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    if arguments.list {
        for step in &STEPS {
            println!("{:<12} {}", step.name, step.what);
        }
        return Ok(());
    }
    let verdicts: Vec<Verdict> = chosen(&arguments.only)?
        .into_iter()
        .map(|step| perform(step, project, arguments))
        .collect();
    println!();
    for verdict in &verdicts {
        let mark = if verdict.failure.is_none() {
            "ok    "
        } else {
            "FAILED"
        };
        println!("{mark} {:<12} {:>7}", verdict.name, seconds(verdict.took));
    }
    let failed: Vec<&Verdict> = verdicts
        .iter()
        .filter(|verdict| verdict.failure.is_some())
        .collect();
    for verdict in &failed {
        if let Some(failure) = &verdict.failure {
            println!(
                "\n{}: {failure}\n  Alone: cargo xtask test --only {}",
                verdict.name, verdict.name
            );
        }
    }
    let total = verdicts.iter().map(|verdict| verdict.took).sum();
    println!("\nin {}", seconds(total));
    println!(
        "{} passed, {} failed",
        verdicts.len() - failed.len(),
        failed.len()
    );
    if failed.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = failed.iter().map(|verdict| verdict.name).collect();
    Err(Failure::new(format!("failed: {}", names.join(", "))))
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        return Err(Failure::new(format!("there is no step {unknown}"))
            .remedy("`cargo xtask test --list` names them"));
    }
    Ok(STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|name| name == step.name))
        .collect())
}

fn perform(step: &Step, project: &Project, arguments: &Arguments) -> Verdict {
    println!("\n== {}: {}", step.name, step.what);
    let started = Instant::now();
    let failure = (step.run)(project, arguments).err();
    let took = started.elapsed();
    let word = if failure.is_none() { "ok" } else { "FAILED" };
    println!("== {}: {word} in {}", step.name, seconds(took));
    Verdict {
        name: step.name,
        took,
        failure,
    }
}

fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole >= 60 {
        format!("{}:{:02} min", whole / 60, whole % 60)
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_chosen_by_its_name_and_a_wrong_name_is_refused() {
        let names = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
            chosen(&only).map(|steps| steps.iter().map(|step| step.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["e2e", "format"]).expect("known"), ["format", "e2e"]);
        assert_eq!(names(&[]).expect("all").len(), STEPS.len());
        assert!(names(&["formal"]).is_err());
    }
}
