//! workerd as a child process that never outlives xtask.

use std::{
    fs::File,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::{
    command::on_path,
    failure::{At, Failure, Result},
    http,
};

/// How long the Worker may take until it answers.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a running process and a starting Worker are looked at.
const TICK: Duration = Duration::from_millis(25);

/// A running workerd.
pub(crate) struct Server {
    child: Child,
    log: PathBuf,
}

/// Set by Ctrl-C, by a closed terminal and by `kill`.
#[derive(Clone)]
pub(crate) struct StopSignal(Arc<AtomicBool>);

impl StopSignal {
    /// Starts listening to the signals.
    pub(crate) fn listen() -> Result<Self> {
        let flag = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, Arc::clone(&flag))
                .map_err(|error| Failure::new(format!("cannot listen to signals: {error}")))?;
        }
        Ok(Self(flag))
    }

    /// Whether one has come.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Server {
    /// Starts workerd in a process group of its own, so that Ctrl-C reaches xtask alone, which then stops it in order.
    pub(crate) fn start<'a>(
        workerd: &Path,
        config: &Path,
        variables: impl IntoIterator<Item = (&'a str, &'a str)>,
        log: &Path,
    ) -> Result<Self> {
        let output = File::create(log).at("write", log)?;
        let errors = output.try_clone().at("write", log)?;
        // Where xtask itself is killed outright, the kernel ends workerd.
        let mut command = if on_path("setpriv") {
            let mut command = Command::new("setpriv");
            command.args(["--pdeathsig", "TERM"]).arg(workerd);
            command
        } else {
            Command::new(workerd)
        };
        command
            .arg("serve")
            .arg(config)
            .envs(variables)
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .process_group(0);
        let child = command.spawn().map_err(|error| {
            Failure::new(format!("cannot start {}: {error}", workerd.display()))
        })?;
        Ok(Self {
            child,
            log: log.to_path_buf(),
        })
    }

    /// Waits until `GET /v1/health` answers 200.
    pub(crate) fn wait_until_healthy(&mut self, port: u16, stop: &StopSignal) -> Result {
        let started = Instant::now();
        loop {
            self.check_alive()?;
            let said = match http::request(port, "GET", "/v1/health", None, None) {
                Ok(answer) if answer.status == 200 => return Ok(()),
                Ok(answer) => format!("{}: {}", answer.status, answer.body),
                Err(failure) => failure.to_string(),
            };
            if stop.is_set() {
                return Err(Failure::new("stopped"));
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::new(format!(
                    "the Worker is not healthy after {PATIENCE:?}: {said}{}",
                    self.last_words()
                )));
            }
            thread::sleep(TICK);
        }
    }

    /// Waits until the signal comes; an error when workerd ends by itself.
    pub(crate) fn wait_for(&mut self, stop: &StopSignal) -> Result {
        while !stop.is_set() {
            self.check_alive()?;
            thread::sleep(TICK);
        }
        Ok(())
    }

    fn check_alive(&mut self) -> Result {
        match self.exited() {
            Some(status) => Err(Failure::new(format!(
                "workerd has ended by itself ({status}){}",
                self.last_words()
            ))),
            None => Ok(()),
        }
    }

    fn exited(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    fn last_words(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let last = lines
            .get(lines.len().saturating_sub(12)..)
            .unwrap_or_default();
        format!(
            "\n  the end of {}:\n    {}",
            self.log.display(),
            last.join("\n    ")
        )
    }
}

impl Drop for Server {
    /// Asks workerd to end, and ends it where it does not within two seconds.
    fn drop(&mut self) {
        let asked = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .stderr(Stdio::null())
            .status();
        let started = Instant::now();
        while asked.is_ok() && started.elapsed() < Duration::from_secs(2) {
            if self.exited().is_some() {
                return;
            }
            thread::sleep(TICK);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says it early and plainly when something else listens there.
pub(crate) fn check_free(port: u16, flag: &str) -> Result {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(
            Failure::new(format!("port {port} cannot be listened on: {error}"))
                .remedy(format!("stop what uses it, or choose another with {flag}")),
        ),
    }
}
