//! `cargo xtask run`: the whole of Ringback on this machine.

use std::path::{Path, PathBuf};

use crate::{
    arguments::Arguments,
    build,
    config::Settings,
    failure::{Failure, Result},
    files,
    project::Project,
    report::say,
    secrets::{self, Origin, Secrets},
    server::{Server, StopSignal, check_free},
    sites::{self, Outcome, Target},
    tools,
};

mod welcome;

const PORT: u16 = 8787;

/// Builds, starts, loads the sites, says how to use it, and serves until it is told to stop.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result {
    let port = arguments.port.unwrap_or(PORT);
    let demo_port = match arguments.demo_port {
        Some(port) => port,
        None => port.checked_add(1).ok_or_else(|| {
            Failure::new("--port must be below 65535: the demo page takes the next one")
        })?,
    };
    check_free(port, "--port N")?;
    check_free(demo_port, "--demo-port N")?;
    let data = data_folder(project, arguments)?;
    let stop = StopSignal::listen()?;
    build::everything(project, arguments.flavour())?;

    let site_folders = project.sites();
    let site_secrets = secrets::named_by(&site_folders);
    let secrets = Secrets::load(&data, &site_secrets)?;
    let public_url = public_url(port);
    let settings = Settings {
        data: data.clone(),
        bundle: project.build(arguments.flavour()),
        listen: format!("127.0.0.1:{port}"),
        demo_listen: Some(format!("127.0.0.1:{demo_port}")),
        fake_internet: arguments.fake_internet.clone(),
        secrets: site_secrets.clone(),
        portable: false,
    };
    let config = settings.write()?;
    let bound = site_secrets.join(",");
    let client_ip_header = std::env::var("RINGBACK_CLIENT_IP_HEADER").unwrap_or_default();
    let variables = secrets.all().chain([
        ("RINGBACK_PUBLIC_URL", public_url.as_str()),
        ("RINGBACK_SECRETS", bound.as_str()),
        ("RINGBACK_CLIENT_IP_HEADER", client_ip_header.as_str()),
    ]);

    say("starting workerd");
    let log = data.join("workerd.log");
    let mut server = Server::start(&tools::workerd(project)?, &config, variables, &log)?;
    server.wait_until_healthy(port, &stop)?;
    let local_url = format!("http://localhost:{port}");
    let demo_url = format!("http://localhost:{demo_port}");
    let target = Target {
        port,
        token: secrets.get("RINGBACK_STAFF_TOKEN"),
        extra_origin: &demo_url,
    };
    load(&site_folders, &target)?;
    let welcome = welcome::Welcome {
        public_url: &public_url,
        local_url: &local_url,
        demo_url: &demo_url,
        secrets: &secrets,
        data: &data,
        sites: &site_folders,
    };
    print!("{}", welcome.text());
    server.wait_for(&stop)?;
    say("stopping");
    Ok(())
}

fn data_folder(project: &Project, arguments: &Arguments) -> Result<PathBuf> {
    let data = arguments
        .data
        .clone()
        .unwrap_or_else(|| project.default_data());
    let data = std::path::absolute(&data)
        .map_err(|error| Failure::new(format!("--data {}: {error}", data.display())))?;
    if arguments.fresh {
        forget(&data)?;
    }
    std::fs::create_dir_all(&data).map_err(|error| {
        Failure::new(format!(
            "cannot make the data folder {}: {error}",
            data.display()
        ))
        .remedy("choose another with --data DIR")
    })?;
    Ok(data)
}

/// Forgets the Durable Objects and the made secrets: what xtask itself wrote, and nothing else in that folder.
fn forget(data: &Path) -> Result {
    files::remove_all(&data.join("do"))?;
    for file in ["secrets.env", "config.capnp", "demo.js", "workerd.log"] {
        let _ = std::fs::remove_file(data.join(file));
    }
    Ok(())
}

/// What signatures are checked against: the address that the outside world uses.
fn public_url(port: u16) -> String {
    match std::env::var("RINGBACK_PUBLIC_URL") {
        Ok(url) if !url.is_empty() => url.trim_end_matches('/').to_owned(),
        _ => format!("http://localhost:{port}"),
    }
}

/// Publishes every site; one with problems does not stop the others, and its last good bundle goes on serving.
fn load(folders: &[PathBuf], target: &Target<'_>) -> Result {
    for folder in folders {
        let site = sites::name(folder);
        match sites::publish(folder, target)? {
            Outcome::Published { version } => say(&format!("site {site} serves version {version}")),
            Outcome::Refused { problems } => {
                eprintln!(
                    "\nsite {site} is not published; what was published before, if anything, goes on serving:"
                );
                for problem in problems {
                    eprintln!("  {problem}");
                }
                eprintln!();
            }
        }
    }
    Ok(())
}
