//! Timelines are compared with what git has of them, wherever the program is started.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test starts programs and writes its files")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

mod programs;

const OLD: &str = include_str!("cmd/diff.in/old.toml");
const NEW: &str = include_str!("cmd/diff.in/new.toml");

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"];
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(settings).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    // The settings of whoever runs the test are none of its business.
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    git.status().is_ok_and(|status| status.success())
}

fn diff(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder)
        .arg("diff")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_file_is_compared_with_a_revision_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    if !programs::is_usable("git", git(folder, &["init", "--quiet"])) {
        return;
    }
    std::fs::create_dir(folder.join("below")).unwrap();
    std::fs::write(folder.join("timeline.toml"), OLD).unwrap();
    std::fs::write(folder.join("below/war.toml"), OLD).unwrap();
    assert!(git(folder, &["add", "."]) && git(folder, &["commit", "--quiet", "-m", "x"]));
    assert_eq!(diff(folder, &["git:HEAD"]).0, Some(0));
    std::fs::write(folder.join("timeline.toml"), NEW).unwrap();
    std::fs::write(folder.join("below/war.toml"), NEW).unwrap();
    let (code, out, _) = diff(folder, &["git:HEAD"]);
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with("timeline.toml in HEAD → timeline.toml: 1 added, 1 removed, 1 renamed, 2 changed\n"),
        "{out}"
    );
    // From another folder, by another path, and both from git.
    let below = folder.join("below");
    assert_eq!(diff(&below, &["git:HEAD", "war.toml"]).0, Some(1));
    assert_eq!(diff(&below, &["git:HEAD:war.toml", "../timeline.toml"]).0, Some(1));
    assert_eq!(diff(folder, &["git:HEAD:below/war.toml", "git:HEAD"]).0, Some(0));
    assert!(git(folder, &["commit", "--quiet", "-am", "y"]));
    assert_eq!(diff(folder, &["git:HEAD~1", "git:HEAD"]).0, Some(1));
    for (arguments, reason) in [
        (["git:nowhere", "timeline.toml"], "nowhere"),
        (["git:HEAD:no.toml", "timeline.toml"], "no.toml"),
        (["git:--textconv", "timeline.toml"], "is no revision"),
    ] {
        let (code, _, error) = diff(folder, &arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(error.contains(reason), "{error}");
    }
}
