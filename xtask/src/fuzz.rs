//! Coverage-guided fuzzing with libFuzzer, on the stable toolchain: `cargo xtask test --only fuzz` for seconds,
//! `cargo xtask soak` for as long as one likes.

use crate::{
    arguments::Arguments,
    command::{Call, on_path},
    failure::{Failure, Result},
    project::Project,
    report::say,
};

/// What is fuzzed: the binaries of `fuzz/`.
const TARGETS: [&str; 3] = ["site", "call", "studio"];
/// Seconds for each target in the tests.
const BRIEFLY_S: u32 = 5;
/// Minutes for each target in a soak, where nothing else is said.
const SOAK_MINUTES: u32 = 10;

/// Instruments what is compiled as libFuzzer wants it. One code unit: the counters of a crate must lie together.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1";

/// A few seconds a target on the committed corpus.
pub(crate) fn briefly(project: &Project, _: &Arguments) -> Result {
    // What an earlier run found is left out, so that today's verdict does not hang on it.
    let found = project.path("fuzz/target/found");
    if found.exists() {
        std::fs::remove_dir_all(&found)
            .map_err(|error| Failure::new(format!("{}: {error}", found.display())))?;
    }
    run(project, "fuzz/target/found", BRIEFLY_S)
}

/// Minutes a target; what is found is kept in `fuzz/found` for the next soak.
pub(crate) fn soak(project: &Project, arguments: &Arguments) -> Result {
    let minutes = arguments.minutes.unwrap_or(SOAK_MINUTES);
    run(project, "fuzz/found", minutes.saturating_mul(60))
}

fn run(project: &Project, found: &str, seconds: u32) -> Result {
    let host = build(project)?;
    for target in TARGETS {
        let (found, artifacts) = (
            project.path(found).join(target),
            project.path("fuzz/artifacts"),
        );
        for folder in [&found, &artifacts] {
            std::fs::create_dir_all(folder)
                .map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
        }
        say(&format!("fuzzing {target} for {seconds} s"));
        let program = project.path(&format!("fuzz/target/{host}/release/{target}"));
        let call = Call::new(program, project.root())
            .arg(format!("-max_total_time={seconds}"))
            .args(["-timeout=20", "-rss_limit_mb=2048", "-max_len=32768"])
            .arg(format!(
                "-artifact_prefix={}/{target}-",
                artifacts.display()
            ))
            .arg(&found)
            .arg(project.path("fuzz/corpus").join(target));
        call.run_quietly().map_err(|failure| {
            failure.remedy(
                "the input lies in fuzz/artifacts: give it to the program as its only argument to see the fault again, and put it into fuzz/corpus when it is mended",
            )
        })?;
    }
    Ok(())
}

/// Builds the programs; the host's name, which their folder bears.
fn build(project: &Project) -> Result<String> {
    if !on_path("c++") && !on_path("g++") {
        return Err(Failure::new("there is no C++ compiler (`c++`)").remedy(
            "install one: `apt-get install g++`, `dnf install gcc-c++` or `apk add build-base`",
        ));
    }
    let version = Call::new("rustc", project.root()).arg("-vV").output(None)?;
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or_else(|| Failure::new("`rustc -vV` does not name its host"))?
        .to_owned();
    say("building the fuzz targets");
    // A target is named so that build scripts and macros are not instrumented.
    Call::cargo(&project.path("fuzz"))
        .args([
            "build",
            "--locked",
            "--release",
            "--bins",
            "--target",
            &host,
        ])
        .quiet_in_logs()
        .env("RUSTFLAGS", FLAGS)
        .run()?;
    Ok(host)
}
