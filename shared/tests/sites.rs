//! The demo sites are sound, and stay so on every day of the years to come.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

use shared::bundle::BundleSource;
use std::path::Path;

/// Reads a site's folder as the CLI and the Worker's build do.
fn source(site: &str) -> BundleSource {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../sites")
        .join(site);
    let files = site_files::read(&folder).unwrap();
    BundleSource { files }
}

#[test]
fn the_demo_sites_have_no_problem_today_and_in_three_years() {
    for site in ["mobile", "bank"] {
        for today in ["2026-01-01", "2029-12-31"] {
            let checked = source(site).check(site, today.parse().unwrap());
            match checked {
                Ok(checked) => assert_eq!(
                    checked
                        .warnings
                        .iter()
                        // Nobody knows the holidays of every year to come: that the list ends is told in time.
                        .filter(|w| !["no_voice", "holidays_over"].contains(&w.rule.as_str()))
                        .collect::<Vec<_>>(),
                    Vec::<&shared::problem::Problem>::new()
                ),
                Err(problems) => panic!("{site} on {today}: {problems:#?}"),
            }
        }
    }
}
