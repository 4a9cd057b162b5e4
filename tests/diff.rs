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
    diff_among(folder, arguments, &[])
}

/// As [`diff`], with some variables in the environment.
fn diff_among(
    folder: &Path,
    arguments: &[&str],
    variables: &[(&str, String)],
) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder)
        .arg("diff")
        .args(arguments)
        .envs(variables.iter().map(|(name, value)| (name, value)))
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
        (["git:--textconv", "timeline.toml"], "is not a revision"),
    ] {
        let (code, _, error) = diff(folder, &arguments);
        assert_eq!(code, Some(2), "{arguments:?}");
        assert!(error.contains(reason), "{error}");
    }
}

/// A repository with two commits of a timeline, whose settings name programs wherever git may run one. The program makes
/// a file, by which it can be told whether it ran.
struct Trap {
    folder: tempfile::TempDir,
    /// The command that the settings name.
    program: String,
}

impl Trap {
    /// Nothing, where there is no git.
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        if !git(at, &["init", "--quiet"]) {
            return None;
        }
        for text in [OLD, NEW] {
            std::fs::write(at.join("timeline.toml"), text).unwrap();
            assert!(git(at, &["add", "."]) && git(at, &["commit", "--quiet", "-m", "x"]));
        }
        let program = format!("touch '{}';", at.join("ran").display());
        let attributes = "*.toml filter=trap diff=trap merge=trap\n";
        std::fs::write(at.join(".git/info/attributes"), attributes).unwrap();
        for name in [
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "pager.cat-file",
            "core.editor",
            "core.askPass",
            "core.gitProxy",
            "core.alternateRefsCommand",
            "credential.helper",
            "diff.external",
            "diff.trap.textconv",
            "diff.trap.command",
            "filter.trap.smudge",
            "filter.trap.clean",
            "filter.trap.process",
            "gpg.program",
            "alias.cat-file",
            "uploadpack.packObjectsHook",
        ] {
            assert!(git(at, &["config", name, &program]), "{name}");
        }
        Some(Self { folder, program })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes a partial clone of it, which lacks the older of the two texts and would ask a remote for it.
    fn lacks_what_it_promised(&self, url: &str) {
        let at = self.path();
        let id = Command::new("git")
            .arg("-C")
            .arg(at)
            .args(["rev-parse", "HEAD~1:timeline.toml"])
            .output()
            .unwrap()
            .stdout;
        let id = String::from_utf8(id).unwrap();
        let (folder, file) = id.trim().split_at(2);
        std::fs::remove_file(at.join(".git/objects").join(folder).join(file)).unwrap();
        for (name, value) in [
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("protocol.allow", "always"),
            ("remote.origin.url", url),
            ("remote.origin.promisor", "true"),
            ("remote.origin.uploadpack", &format!("{} git-upload-pack", self.program)),
        ] {
            assert!(git(at, &["config", name, value]), "{name}");
        }
    }

    /// Whether something ran since it was last asked.
    fn sprang(&self) -> bool {
        std::fs::remove_file(self.path().join("ran")).is_ok()
    }
}

#[test]
fn nothing_runs_that_a_repository_names() {
    let Some(trap) = Trap::new() else { return eprintln!("skipped: there is no git") };
    let at = trap.path();
    let (code, _, error) = diff(at, &["git:HEAD~1"]);
    assert_eq!((code, trap.sprang()), (Some(1), false), "{error}");
    // What is missing is not fetched, by whatever way the repository names.
    let own = at.join(".git").display().to_string();
    trap.lacks_what_it_promised(&own);
    for url in [&own, &format!("ext::sh -c {}", trap.program.replace(' ', "% ")), "ssh://nowhere/x"] {
        assert!(git(at, &["config", "remote.origin.url", url]));
        git(at, &["cat-file", "blob", "HEAD~1:./timeline.toml"]);
        assert!(trap.sprang() || url.starts_with("ext"), "git by itself runs it: {url}");
        let (code, _, error) = diff(at, &["git:HEAD~1"]);
        assert_eq!((code, trap.sprang()), (Some(2), false), "{url}: {error}");
        assert!(error.contains("git has no `timeline.toml` in `HEAD~1`"), "{error}");
    }
    // Nor is it where the environment would have it.
    let variables = [
        ("GIT_NO_LAZY_FETCH", "0".to_owned()),
        ("GIT_ALLOW_PROTOCOL", "file:ssh:ext".to_owned()),
        ("GIT_SSH_COMMAND", trap.program.clone()),
        ("GIT_PAGER_IN_USE", "1".to_owned()),
    ];
    let (code, ..) = diff_among(at, &["git:HEAD~1"], &variables);
    assert_eq!((code, trap.sprang()), (Some(2), false));
}

/// A hook runs with variables that name its repository; the file is of the repository that it lies in.
#[test]
fn another_repository_of_the_environment_is_not_asked() {
    let (Some(trap), Some(own)) = (Trap::new(), Trap::new()) else {
        return eprintln!("skipped: there is no git");
    };
    trap.lacks_what_it_promised(&trap.path().join(".git").display().to_string());
    let variables = [
        ("GIT_DIR", trap.path().join(".git").display().to_string()),
        ("GIT_WORK_TREE", trap.path().display().to_string()),
    ];
    let (code, out, error) = diff_among(own.path(), &["git:HEAD~1"], &variables);
    assert_eq!((code, trap.sprang()), (Some(1), false), "{error}");
    assert!(out.starts_with("timeline.toml in HEAD~1 →"), "{out}");
}

/// A folder of a clone can look like a bare repository, with settings that came along.
#[test]
fn a_bare_repository_inside_another_is_not_asked() {
    let (Some(trap), Some(outer)) = (Trap::new(), Trap::new()) else {
        return eprintln!("skipped: there is no git");
    };
    trap.lacks_what_it_promised(&trap.path().join(".git").display().to_string());
    let (at, inner) = (trap.path(), outer.path().join("inner"));
    for (name, value) in [("core.bare", "false"), ("core.worktree", ".")] {
        assert!(git(at, &["config", name, value]));
    }
    std::fs::rename(at.join(".git"), &inner).unwrap();
    std::fs::write(inner.join("timeline.toml"), NEW).unwrap();
    let (code, _, error) = diff(&inner, &["git:HEAD"]);
    assert_eq!((code, trap.sprang()), (Some(2), false), "{error}");
    assert!(error.contains("git has no `timeline.toml` in `HEAD`"), "{error}");
}
