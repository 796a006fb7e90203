//! `cargo xtask dist`: everything that one machine needs, in one folder that asks nothing of any other host.

use std::path::{Path, PathBuf};

use crate::{
    build,
    command::Call,
    config::Settings,
    failure::{At, Failure, Result},
    files,
    project::{Flavour, Project},
    secrets, tools,
};

/// Files of `deploy/one-machine` that go along.
const TEMPLATES: [&str; 4] = ["ringback.service", "Caddyfile", "nginx.conf", "publish"];

/// Builds `dist/ringback-<version>/` and an archive of it.
pub(crate) fn run(project: &Project) -> Result {
    build::everything(project, Flavour::Optimised)?;
    let name = format!("ringback-{}", env!("CARGO_PKG_VERSION"));
    let folder = project.path("dist").join(&name);
    files::remove_all(&folder)?;
    let built = project.build(Flavour::Optimised);
    files::copy_all(&built.join("worker"), &folder.join("worker"))?;
    files::copy_all(&built.join("assets"), &folder.join("assets"))?;
    files::remove_all(&folder.join("assets/demo"))?;
    files::copy(&tools::workerd(project)?, &folder.join("workerd"))?;
    for template in TEMPLATES {
        files::copy(
            &project.path("deploy/one-machine").join(template),
            &folder.join(template),
        )?;
    }
    for site in project.sites() {
        copy_site(&site, &folder)?;
    }
    command_line(project, &folder)?;
    let secrets = secrets::named_by(&project.sites());
    files::write(&folder.join("ringback.env.example"), environment(&secrets))?;
    write_config(&folder, secrets)?;
    strip_stamps(&folder)?;
    Call::new("tar", &project.path("dist"))
        .args(["--create", "--gzip", "--owner=0", "--group=0", "--file"])
        .arg(format!("{name}.tar.gz"))
        .arg(&name)
        .run_quietly()
        .map_err(|failure| failure.remedy("install tar and gzip"))?;
    println!("{}\n{}.tar.gz", folder.display(), folder.display());
    println!("docs/deploy.md says how to install it.");
    Ok(())
}

/// The command line, with the page of `ringback report` beside it.
fn command_line(project: &Project, folder: &Path) -> Result {
    Call::cargo(project.root())
        .args(["build", "--profile", "tools", "--package", "ringback"])
        .quiet_in_logs()
        .run()?;
    files::copy(
        &project.path("target/tools/ringback"),
        &folder.join("ringback"),
    )?;
    files::copy_all(
        &project.build(Flavour::Optimised).join("report"),
        &folder.join("report"),
    )
}

/// A configuration relative to the folder; systemd's unit names another folder for the data.
fn write_config(folder: &Path, secrets: Vec<String>) -> Result {
    let settings = Settings {
        data: folder.to_path_buf(),
        bundle: folder.to_path_buf(),
        listen: "127.0.0.1:8787".to_owned(),
        demo_listen: None,
        fake_internet: None,
        secrets,
        portable: true,
    };
    settings.write().map(|_| ())
}

/// The texts of a site. Its recordings are among the static files already, the index of them belongs to the bundle.
fn copy_site(site: &Path, folder: &Path) -> Result {
    let name: PathBuf = site
        .file_name()
        .map(PathBuf::from)
        .ok_or_else(|| Failure::new(format!("{} has no name", site.display())))?;
    let target = folder.join("sites").join(name);
    let files = site_files::paths(site).map_err(|failure| Failure::new(failure.to_string()))?;
    for (name, path) in files {
        files::copy(&path, &site_files::path_of(&target, &name))?;
    }
    Ok(())
}

fn strip_stamps(folder: &Path) -> Result {
    for file in files::walk(folder) {
        if file.ends_with(".made-from") {
            std::fs::remove_file(&file).at("remove", &file)?;
        }
    }
    Ok(())
}

/// The variables that a machine has to set, with a word on each.
fn environment(secrets: &[String]) -> String {
    let mut text = format!(
        "\
# /etc/ringback/ringback.env, mode 0600. Secrets are read at start only: restart after a change.
# The address that customers and telephony providers use; signatures are checked against it.
RINGBACK_PUBLIC_URL=https://ringback.example
# What staff and the phone system present: openssl rand -hex 24
RINGBACK_STAFF_TOKEN=
# The master secret; keys of links and sessions are derived from it. A new one makes every link that is out worthless.
RINGBACK_SECRET=
# The header in which the proxy in front says who asks; it must overwrite what a visitor sends under that name.
RINGBACK_CLIENT_IP_HEADER=x-client-address
# The secrets below that are set.
RINGBACK_SECRETS={}
",
        secrets.join(",")
    );
    for name in secrets {
        text.push_str(&format!("{name}=\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_that_the_worker_reads_is_in_the_example() {
        let text = environment(&["MOBILE_TWILIO".to_owned()]);
        for name in crate::config::OWN_VARIABLES {
            assert!(text.contains(&format!("\n{name}=")), "{name}");
        }
        assert!(text.contains("\nMOBILE_TWILIO=\n"));
    }
}
