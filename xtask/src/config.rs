//! workerd's configuration, for `run`, for the end-to-end tests and for a machine in production.

use std::path::{Component, Path, PathBuf};

use crate::{
    arguments::Arguments,
    failure::{Failure, Result},
    files,
    project::Project,
    secrets, tools,
};

/// Binding and class of every Durable Object; the bundle, workerd and wrangler take them from here.
pub(crate) const DURABLE_CLASSES: [(&str, &str); 5] = [
    ("SITE_DO", "SiteDo"),
    ("QUEUE_DO", "QueueDo"),
    ("CALLBACK_DO", "CallbackDo"),
    ("OUTBOX_DO", "OutboxDo"),
    ("QA_DO", "QaDo"),
];

/// The youngest date that the pinned workerd takes; wrangler's configuration has the same.
pub(crate) const COMPATIBILITY_DATE: &str = "2026-04-24";

/// Variables of the environment that the Worker reads whatever the sites say.
pub(crate) const OWN_VARIABLES: [&str; 5] = [
    "RINGBACK_PUBLIC_URL",
    "RINGBACK_STAFF_TOKEN",
    "RINGBACK_SECRET",
    "RINGBACK_SECRETS",
    "RINGBACK_CLIENT_IP_HEADER",
];

/// `cargo xtask config`: writes a configuration and prints how to start workerd with it. Builds nothing.
pub(crate) fn print(project: &Project, arguments: &Arguments) -> Result {
    let missing = |flag: &str| Failure::new(format!("`config` needs {flag}"));
    let data = arguments
        .data
        .as_ref()
        .ok_or_else(|| missing("--data DIR"))?;
    let port = arguments.port.ok_or_else(|| missing("--port N"))?;
    let mut secrets = secrets::named_by(&project.sites());
    secrets.extend(arguments.secrets.iter().cloned());
    let settings = Settings {
        data: std::path::absolute(data)
            .map_err(|error| Failure::new(format!("--data: {error}")))?,
        bundle: project.build(arguments.flavour()),
        listen: format!("127.0.0.1:{port}"),
        demo_listen: arguments.demo_port.map(|port| format!("127.0.0.1:{port}")),
        fake_internet: arguments.fake_internet.clone(),
        secrets,
        portable: false,
    };
    let file = settings.write()?;
    let variables: Vec<&str> = settings.variables().collect();
    println!(
        "{}",
        serde_json::json!({
            "workerd": tools::workerd(project)?,
            "args": ["serve", file],
            "variables": variables,
            "secrets": settings.secrets.join(","),
        })
    );
    Ok(())
}

const DEMO: &str = include_str!("../js/demo.js");

/// All that one configuration differs in from another.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The data folder: the configuration, and the Durable Objects below `do/`.
    pub(crate) data: PathBuf,
    /// A built flavour: `worker/` and `assets/`.
    pub(crate) bundle: PathBuf,
    /// Where the Worker listens, `host:port`.
    pub(crate) listen: String,
    /// Where the demo pages are served, if they are.
    pub(crate) demo_listen: Option<String>,
    /// In tests, the one server that stands for everything outside.
    pub(crate) fake_internet: Option<String>,
    /// Names of the secrets that the sites' files mention.
    pub(crate) secrets: Vec<String>,
    /// Whether folders are named relative to workerd's working folder, which is then the data folder.
    pub(crate) portable: bool,
}

impl Settings {
    /// Names of all variables of the environment that the Worker may read.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &str> {
        OWN_VARIABLES
            .into_iter()
            .chain(self.secrets.iter().map(String::as_str))
    }

    /// Where the configuration is written.
    pub(crate) fn file(&self) -> PathBuf {
        self.data.join("config.capnp")
    }

    /// Writes the configuration and makes the folder of the Durable Objects.
    pub(crate) fn write(&self) -> Result<PathBuf> {
        let objects = self.data.join("do");
        std::fs::create_dir_all(&objects).map_err(|error| {
            Failure::new(format!(
                "cannot make the data folder {}: {error}",
                objects.display()
            ))
            .remedy("choose another with --data DIR")
        })?;
        let file = self.file();
        files::write(&file, self.text())?;
        if self.demo_listen.is_some() {
            files::write(&self.data.join("demo.js"), DEMO)?;
        }
        Ok(file)
    }

    /// The configuration itself.
    pub(crate) fn text(&self) -> String {
        let assets = self.folder(&self.bundle.join("assets"));
        let objects_folder = self.folder(&self.data.join("do"));
        // Modules are embedded relative to the file that names them.
        let module = |name: &str| {
            quote(&relative(
                &self.data,
                &self.bundle.join("worker").join(name),
            ))
        };
        let variables: String = self
            .variables()
            .map(|name| {
                let name = quote(name);
                format!("    (name = {name}, fromEnvironment = {name}),\n")
            })
            .collect();
        let objects: String = DURABLE_CLASSES
            .iter()
            .map(|(binding, class)| {
                format!("    (name = \"{binding}\", durableObjectNamespace = \"{class}\"),\n")
            })
            .collect();
        let namespaces: String = DURABLE_CLASSES
            .iter()
            .map(|(_, class)| {
                format!("    (className = \"{class}\", uniqueKey = \"ringback-{class}\", enableSql = true),\n")
            })
            .collect();
        let (outside, outbound) = match &self.fake_internet {
            Some(address) => (
                format!(
                    "    (name = \"fake-internet\", external = (address = {}, http = ())),\n",
                    quote(address)
                ),
                "  globalOutbound = \"fake-internet\",\n",
            ),
            None => (String::new(), ""),
        };
        let (demo_services, demo_socket, demo_worker) = self.demo();
        format!(
            r#"# Written by `cargo xtask`: what is changed here is lost.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "ringback", worker = .ringback),
    (name = "assets", disk = (path = {assets})),
    (name = "objects", disk = (path = {objects_folder}, writable = true)),
{outside}{demo_services}  ],
  sockets = [
    (name = "http", address = {listen}, http = (), service = "ringback"),
{demo_socket}  ],
);

const ringback :Workerd.Worker = (
  modules = [
    (name = "entry.js", esModule = embed {entry}),
    (name = "build/index.js", esModule = embed {index}),
    (name = "build/index_bg.wasm", wasm = embed {wasm}),
  ],
  compatibilityDate = "{COMPATIBILITY_DATE}",
  bindings = [
    (name = "ASSETS", service = "assets"),
{objects}{variables}  ],
  durableObjectNamespaces = [
{namespaces}  ],
  durableObjectStorage = (localDisk = "objects"),
{outbound});
{demo_worker}"#,
            listen = quote(&self.listen),
            entry = module("entry.js"),
            index = module("build/index.js"),
            wasm = module("build/index_bg.wasm"),
        )
    }

    fn demo(&self) -> (String, String, String) {
        let Some(listen) = &self.demo_listen else {
            return Default::default();
        };
        let pages = self.folder(&self.bundle.join("assets/demo"));
        (
            format!(
                "    (name = \"demo\", worker = .demo),\n    (name = \"demo-files\", disk = (path = {pages})),\n"
            ),
            format!(
                "    (name = \"demo\", address = {}, http = (), service = \"demo\"),\n",
                quote(listen)
            ),
            format!(
                r#"
const demo :Workerd.Worker = (
  modules = [(name = "demo.js", esModule = embed "demo.js")],
  compatibilityDate = "{COMPATIBILITY_DATE}",
  bindings = [
    (name = "FILES", service = "demo-files"),
    (name = "RINGBACK_URL", text = {}),
  ],
);
"#,
                quote(&local_url(&self.listen))
            ),
        )
    }

    fn folder(&self, path: &Path) -> String {
        if self.portable {
            quote(&relative(&self.data, path))
        } else {
            quote(&path.to_string_lossy())
        }
    }
}

/// The address under which a browser on this machine reaches what listens there.
fn local_url(listen: &str) -> String {
    let port = listen.rsplit(':').next().unwrap_or(listen);
    format!("http://localhost:{port}")
}

/// The way from a folder to a path, both absolute.
fn relative(from: &Path, to: &Path) -> String {
    let here: Vec<Component> = from.components().collect();
    let there: Vec<Component> = to.components().collect();
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut way = PathBuf::new();
    here.iter().skip(common).for_each(|_| way.push(".."));
    there.iter().skip(common).for_each(|part| way.push(part));
    way.to_string_lossy().into_owned()
}

/// A string in the notation of Cap'n Proto.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            data: "/srv/data".into(),
            bundle: "/srv/build".into(),
            listen: "127.0.0.1:8787".into(),
            demo_listen: None,
            fake_internet: None,
            secrets: vec!["MOBILE_TWILIO_TOKEN".into()],
            portable: false,
        }
    }

    #[test]
    fn the_way_between_folders_goes_up_and_down() {
        let way = |from, to| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b/data", "/a/build/worker"), "../../build/worker");
        assert_eq!(way("/a", "/a/b"), "b");
        assert_eq!(way("/x/y", "/z"), "../../z");
    }

    #[test]
    fn every_secret_and_every_object_is_bound() {
        let text = settings().text();
        assert!(text.contains(
            r#"(name = "MOBILE_TWILIO_TOKEN", fromEnvironment = "MOBILE_TWILIO_TOKEN")"#
        ));
        for (binding, class) in DURABLE_CLASSES {
            assert!(text.contains(&format!(
                r#"(name = "{binding}", durableObjectNamespace = "{class}")"#
            )));
        }
    }

    #[test]
    fn the_way_out_is_the_default_one_unless_a_test_closes_it() {
        assert!(!settings().text().contains("globalOutbound"));
        let closed = Settings {
            fake_internet: Some("127.0.0.1:9".into()),
            ..settings()
        };
        assert!(
            closed
                .text()
                .contains(r#"globalOutbound = "fake-internet""#)
        );
    }

    #[test]
    fn no_configuration_opens_private_networks() {
        assert!(!settings().text().contains("private"));
    }

    #[test]
    fn the_static_files_have_no_socket_of_their_own() {
        let demo = Settings {
            demo_listen: Some("127.0.0.1:8788".into()),
            ..settings()
        };
        for line in demo
            .text()
            .lines()
            .filter(|line| line.contains("http = ()"))
        {
            assert!(
                line.contains(r#"service = "ringback""#) || line.contains(r#"service = "demo""#),
                "{line}"
            );
        }
    }

    #[test]
    fn quotes_in_a_path_do_not_end_the_string() {
        assert_eq!(quote(r#"a"b\c"#), r#""a\"b\\c""#);
    }
}
