//! `cargo xtask deploy`: the bundle on Cloudflare, with wrangler.
//!
//! What a customer fills in stands in `deploy/cloudflare/settings.json`; everything that follows from the code is added here.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::{
    arguments::Arguments,
    build,
    command::Call,
    config::{COMPATIBILITY_DATE, DURABLE_CLASSES},
    failure::{Failure, Result},
    files,
    project::{Flavour, Project},
    report::say,
    secrets, tools,
};

const SETTINGS: &str = "deploy/cloudflare/settings.json";
/// Files in the assets' folder that are no part of what is served.
const IGNORED: &str = ".made-from\n.assetsignore\n/demo\n";

/// Builds what ships and hands it to wrangler; with `--dry-run` wrangler checks it and contacts nobody.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    build::everything(project, Flavour::Optimised)?;
    let config = write_config(project)?;
    let call = Call::new("node", project.root())
        .arg(tools::npm_program(project, "wrangler"))
        .arg("deploy")
        .arg("--config")
        .arg(&config)
        // The runtime has taken exactly these modules in the tests; wrangler is not to bundle them anew.
        .arg("--no-bundle")
        .env("WRANGLER_SEND_METRICS", "false")
        .env("WRANGLER_HIDE_BANNER", "true")
        .env("WRANGLER_LOG_PATH", project.path(".ringback/wrangler"));
    if !arguments.dry_run {
        say("deploying to Cloudflare; `--dry-run` would only check");
        return call.run();
    }
    let output = project.path("target/wrangler");
    files::remove_all(&output)?;
    call.arg("--dry-run").arg("--outdir").arg(output).run()?;
    println!(
        "\nCloudflare would accept this bundle with the configuration in {}.",
        config.display()
    );
    println!(
        "Before the first deployment: fill in {SETTINGS}, then set each secret with `npx wrangler secret put NAME --config {}`:",
        config.display()
    );
    for name in ["RINGBACK_STAFF_TOKEN", "RINGBACK_SECRET"]
        .map(str::to_owned)
        .into_iter()
        .chain(secrets::named_by(&project.sites()))
    {
        println!("  {name}");
    }
    Ok(())
}

/// Writes `wrangler.json` beside the built Worker, because its paths are relative to it.
fn write_config(project: &Project) -> Result<PathBuf> {
    let settings = files::read_text(&project.path(SETTINGS))?;
    let settings: Value = serde_json::from_str(&settings)
        .map_err(|error| Failure::new(format!("{SETTINGS}: {error}")))?;
    let config = config(&settings, &secrets::named_by(&project.sites()))?;
    let built = project.build(Flavour::Optimised);
    files::write(&built.join("assets/.assetsignore"), IGNORED)?;
    let file = built.join("wrangler.json");
    files::write(&file, format!("{config:#}\n"))?;
    Ok(file)
}

/// The customer's settings with everything that follows from the code.
fn config(settings: &Value, site_secrets: &[String]) -> Result<Value> {
    let Value::Object(mut config) = settings.clone() else {
        return Err(Failure::new(format!("{SETTINGS} must be a JSON object")));
    };
    let classes = DURABLE_CLASSES.map(|(_, class)| class);
    let bindings =
        DURABLE_CLASSES.map(|(name, class)| json!({ "name": name, "class_name": class }));
    let mut vars = match config.remove("vars") {
        Some(Value::Object(vars)) => vars,
        Some(_) | None => Map::new(),
    };
    vars.insert("RINGBACK_SECRETS".to_owned(), site_secrets.join(",").into());
    let derived = json!({
        "main": "worker/entry.js",
        "compatibility_date": COMPATIBILITY_DATE,
        "find_additional_modules": true,
        "base_dir": "worker",
        "rules": [{ "type": "ESModule", "globs": ["build/*.js"] }],
        // The Worker itself answers for the files, with the headers that guests on other sites need.
        // `html_handling` would redirect `page.html` to `page`, and links with tokens in their fragments lead there.
        "assets": {
            "directory": "assets",
            "binding": "ASSETS",
            "run_worker_first": true,
            "html_handling": "none",
        },
        "durable_objects": { "bindings": bindings },
        "migrations": [{ "tag": "v1", "new_sqlite_classes": classes }],
        "vars": vars,
    });
    if let Value::Object(derived) = derived {
        config.extend(derived);
    }
    Ok(Value::Object(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_is_bound_and_migrated() {
        let config = config(&json!({ "name": "x" }), &[]).expect("an object");
        for (index, (binding, class)) in DURABLE_CLASSES.iter().enumerate() {
            let bound = &config["durable_objects"]["bindings"][index];
            assert_eq!(bound, &json!({ "name": binding, "class_name": class }));
            assert_eq!(
                config["migrations"][0]["new_sqlite_classes"][index],
                json!(class)
            );
        }
    }

    #[test]
    fn what_the_customer_fills_in_stays_and_no_secret_stands_in_it() {
        let settings =
            json!({ "name": "x", "vars": { "RINGBACK_PUBLIC_URL": "https://a.example" } });
        let config = config(&settings, &["MOBILE_TWILIO".to_owned()]).expect("an object");
        assert_eq!(config["name"], "x");
        assert_eq!(config["vars"]["RINGBACK_PUBLIC_URL"], "https://a.example");
        assert_eq!(config["vars"]["RINGBACK_SECRETS"], "MOBILE_TWILIO");
        assert!(config["vars"].get("MOBILE_TWILIO").is_none());
    }
}
