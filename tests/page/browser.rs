//! A browser without a window, driven by WebDriver (W3C, level 1) over a socket of this machine, and nothing more of it
//! than these tests ask for.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// How long anything may take: a busy machine is slow, and a test that hangs is worse.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser with one page. It ends with all its processes when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

/// A program by its name.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

impl Browser {
    /// Starts Chromium, if it is installed with its driver.
    pub(crate) fn start() -> Option<Self> {
        let driver = program(&["chromedriver"])?;
        let browser = program(&["chromium", "chromium-browser", "google-chrome"])?;
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .env("HOME", profile.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let said = BufReader::new(driver.stdout.take().unwrap());
        let port = said.lines().map(Result::unwrap).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let port = port.unwrap();
        let mut browser_of = Self { driver, port, session: String::new(), _profile: profile };
        let user_data = format!("--user-data-dir={}", browser_of._profile.path().join("data").display());
        let options = json!({
            "binary": browser,
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=1280,900", user_data],
        });
        let logs = json!({ "browser": "ALL", "performance": "ALL" });
        let wanted = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": logs });
        let session =
            browser_of.ask("POST", "/session", &json!({ "capabilities": { "alwaysMatch": wanted } }));
        browser_of.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        let timeouts = json!({ "script": 100_000, "pageLoad": 100_000 });
        browser_of.order("/timeouts", &timeouts);
        Some(browser_of)
    }

    /// Opens a file, and forgets what the browser did before.
    pub(crate) fn open(&self, file: &Path) {
        self.order("/url", &json!({ "url": "about:blank" }));
        self.console();
        self.requests();
        self.order("/url", &json!({ "url": format!("file://{}", file.display()) }));
        // The driver may answer while the page before is still there. The script shows the filter when it has run.
        let is_there = "return new Promise((done) => setTimeout(() => done(location.protocol === 'file:' && \
            document.readyState === 'complete' && document.getElementById('Filter')?.hidden === false), 20))";
        let body = json!({ "script": is_there, "args": [] }).to_string();
        let path = format!("{}/execute/sync", self.session);
        let came = (0..1000).any(|_| {
            let (status, answer) = self.exchange("POST", &path, &body).unwrap();
            status == 200 && answer.contains("true")
        });
        assert!(came, "the page did not come");
    }

    /// What a script gives.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.order("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits in the page until an expression holds.
    pub(crate) fn wait_for(&self, expression: &str) {
        let script = format!(
            "const done = arguments[0]; const look = () => ({expression}) ? done(true) : setTimeout(look, 10); look();"
        );
        self.order("/execute/async", &json!({ "script": script, "args": [] }));
    }

    /// Presses keys, one after the other; `\u{e00c}` is Esc.
    pub(crate) fn press(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": key.to_string() }))
            })
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.order("/actions", &json!({ "actions": [keyboard] }));
    }

    /// Asks the browser itself.
    pub(crate) fn command(&self, command: &str, parameters: &Value) -> Value {
        self.order("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// How many pages it is on paper.
    pub(crate) fn printed(&self) -> usize {
        let printed =
            self.order("/print", &json!({ "background": true, "page": { "width": 21.0, "height": 29.7 } }));
        let mut pdf = Vec::new();
        let mut bits = (0_u32, 0);
        for letter in printed.as_str().unwrap().bytes() {
            let value = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                _ => continue,
            };
            bits = ((bits.0 << 6 | u32::from(value)) & 0xffff, bits.1 + 6);
            if bits.1 >= 8 {
                bits.1 -= 8;
                pdf.push(u8::try_from(bits.0 >> bits.1 & 0xff).unwrap());
            }
        }
        let text = String::from_utf8_lossy(&pdf);
        text.matches("/Type /Page").count() - text.matches("/Type /Pages").count()
    }

    /// What the console shows since it was last asked, whatever it is.
    pub(crate) fn console(&self) -> Vec<String> {
        self.log("browser")
    }

    /// What was asked for from anywhere, since it was last asked.
    pub(crate) fn requests(&self) -> Vec<String> {
        let events = self.log("performance").into_iter();
        // The browser has pages of its own; what they load is no concern of ours.
        events
            .filter_map(|event| {
                let event: Value = serde_json::from_str(&event).unwrap();
                let event = &event["message"];
                let by = event["params"]["documentURL"].as_str().unwrap_or("");
                let is_request = event["method"] == "Network.requestWillBeSent" && by.starts_with("file:");
                is_request.then(|| event["params"]["request"]["url"].as_str().unwrap().to_owned())
            })
            .collect()
    }

    fn log(&self, kind: &str) -> Vec<String> {
        let entries = self.order("/se/log", &json!({ "type": kind }));
        entries
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["message"].as_str().unwrap().to_owned())
            .collect()
    }

    fn order(&self, path: &str, body: &Value) -> Value {
        self.ask("POST", &format!("{}{path}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.exchange(method, path, &body.to_string()).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert!(status == 200, "{path}: {answer}");
        answer["value"].clone()
    }

    fn exchange(&self, method: &str, path: &str, body: &str) -> std::io::Result<(u16, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )?;
        let mut reader = BufReader::new(stream);
        let (mut status, mut length) = (0, 0);
        for line in reader.by_ref().lines() {
            let line = line?.to_ascii_lowercase();
            if let Some(code) = line.strip_prefix("http/1.1 ") {
                status = code[..3].parse().unwrap();
            }
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        Ok((status, String::from_utf8(answer).unwrap()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // The browser ends by this; should it not, the group does.
            let _ = self.exchange("DELETE", &self.session, "");
        }
        let group = i32::try_from(self.driver.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(group) = group {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.driver.wait();
    }
}
