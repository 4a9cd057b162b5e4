//! A real client: Neovim without a screen does an editor's day in the shipped timeline, where it is installed.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::programs;

const SHIPPED: &str = include_str!("../../timeline.toml");

#[test]
fn neovim_does_the_day() {
    let asked = Command::new("nvim").arg("--version").stdin(Stdio::null()).output();
    if !programs::is_usable("nvim", asked.is_ok_and(|said| said.status.success())) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("timeline.toml"), SHIPPED).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lsp/day.lua");
    let mut nvim = Command::new("nvim");
    nvim.args(["--headless", "--clean", "-n", "-c", &format!("luafile {script}")]).stdin(Stdio::null());
    nvim.env("ANNALS", env!("CARGO_BIN_EXE_annals"));
    nvim.env("TIMELINE", path("timeline.toml")).env("REPORT", path("report.json"));
    // Nothing of whoever runs the test is read or written.
    for home in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
        nvim.env(home, folder.path());
    }
    let ran = nvim.output().unwrap();
    let report = fs::read(path("report.json"));
    let report = report.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&ran.stderr)));
    let said: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(said["failed"], Value::Null, "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(said["done"], true);
    assert_eq!(said["date"], "2025-08-12");
    assert_eq!(said["action"], "Add the actor `the-visitor`");
    assert!(said["hover"].as_str().unwrap().starts_with("### Ali Larijani"), "{said}");
    assert_eq!(said["references"], 4);
    assert_eq!(said["edits"], 0);

    // The file differs only in what was meant: what Neovim wrote is what the other test did.
    let after = fs::read_to_string(path("timeline.toml")).unwrap();
    let changed = annals::edit::unified("timeline.toml", SHIPPED, &after);
    let expected = include_str!("snapshots/lsp__lsp__editing__day.snap");
    let expected = expected.split_once("\n---\n").unwrap().1.replace("A visit\"", "A visit 😀\"");
    assert_eq!(changed.trim_end(), expected.trim_end());
}
