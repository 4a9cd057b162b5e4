//! Files of the user's are written whole or not at all, whatever is in the way.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test makes files and starts programs")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

const UNTIDY: &str = "[timeline]\ntitle = 'x'\nformat = 1\n";
const TIDY: &str = "[timeline]\nformat = 1\ntitle = \"x\"\n";

fn fmt(path: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals")).arg("fmt").arg(path).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_link_leads_to_the_file_that_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("below")).unwrap();
    let (file, link) = (folder.path().join("below/t.toml"), folder.path().join("t.toml"));
    fs::write(&file, UNTIDY).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o664)).unwrap();
    symlink("below/t.toml", &link).unwrap();
    assert!(fmt(&link).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), TIDY);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o664);
    assert_eq!(names(folder.path()), ["below", "t.toml"]);
    assert_eq!(names(&folder.path().join("below")), ["t.toml"]);
}

#[test]
fn nothing_to_do_leaves_the_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    fs::write(&file, TIDY).unwrap();
    let before = fs::metadata(&file).unwrap();
    assert!(fmt(&file).status.success());
    let after = fs::metadata(&file).unwrap();
    assert_eq!((after.ino(), after.mtime_nsec()), (before.ino(), before.mtime_nsec()));
}

#[test]
fn a_read_only_file_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    fs::write(&file, UNTIDY).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    let output = fmt(&file);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is read-only; nothing was written"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), UNTIDY);
    assert_eq!(names(folder.path()), ["t.toml"]);
}

#[test]
fn in_a_read_only_folder_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    fs::write(&file, UNTIDY).unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_annals"));
    if fs::write(folder.path().join("probe"), "").is_ok() {
        // Root may write in any folder, but not from where it is root of nothing.
        fs::remove_file(folder.path().join("probe")).unwrap();
        let has_lost =
            Command::new("unshare").args(["--user", "true"]).status().is_ok_and(|ended| ended.success());
        if !has_lost {
            eprintln!("skipped: this user may write in any folder");
            return;
        }
        program = Command::new("unshare");
        program.args(["--user", env!("CARGO_BIN_EXE_annals")]);
    }
    let output = program.arg("fmt").arg(&file).output().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no permission to write in the folder"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&file).unwrap(), UNTIDY);
}

/// A file system with room for the file, but not for a second one like it.
#[test]
fn on_a_full_disk_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_annals");
    let script = r#"
        mount -t tmpfs -o size=64k tmpfs "$1" || exit 77
        cd "$1" || exit 77
        { printf '[timeline]\ntitle = "x"\nformat = 1\n'; head -c 40000 /dev/zero | tr '\0' '#'; echo; } > t.toml
        sum=$(cksum < t.toml)
        "$2" fmt t.toml; echo "status $?"
        test "$sum" = "$(cksum < t.toml)" && echo unchanged
        ls -A
    "#;
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(folder.path())
        .arg(program)
        .output();
    let Some(output) = output.ok().filter(|output| output.stdout.starts_with(b"status")) else {
        eprintln!("skipped: a small file system cannot be made here");
        return;
    };
    assert_eq!(String::from_utf8_lossy(&output.stdout), "status 2\nunchanged\nt.toml\n", "{}", said(&output));
    assert!(said(&output).contains("there is no space left for"), "{}", said(&output));
}

#[test]
fn a_file_of_several_names_is_left_alone_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (file, other) = (folder.path().join("t.toml"), folder.path().join("other.toml"));
    fs::write(&file, UNTIDY).unwrap();
    fs::hard_link(&file, &other).unwrap();
    let output = fmt(&file);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("one of 2 names of the same file"), "{}", said(&output));
    assert_eq!(
        (fs::read_to_string(&file).unwrap(), fs::read_to_string(&other).unwrap()),
        (UNTIDY.into(), UNTIDY.into())
    );
    assert_eq!(names(folder.path()), ["other.toml", "t.toml"]);
}

/// The program is killed while the new version stands beside the file and is not in its place yet.
#[test]
fn a_writer_who_is_killed_loses_nothing_and_leaves_nothing_for_long() {
    let folder = tempfile::tempdir().unwrap();
    let (file, beside) = (folder.path().join("t.toml"), folder.path().join(".t.toml.annals-new"));
    // Long, so that writing it takes a while.
    let remarks = "# A remark of some words.\n".repeat(200_000);
    let (long, tidy) = (format!("{UNTIDY}\n{remarks}"), format!("{TIDY}\n{remarks}"));
    let mut left = 0;
    for _ in 0..10 {
        fs::write(&file, &long).unwrap();
        let mut writer = Command::new(env!("CARGO_BIN_EXE_annals")).arg("fmt").arg(&file).spawn().unwrap();
        while !beside.exists() && writer.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        let _ = writer.kill();
        writer.wait().unwrap();
        left += usize::from(beside.exists());
        let now = fs::read_to_string(&file).unwrap();
        assert!(now == long || now == tidy, "the file is neither what it was nor what it was to be");
    }
    if left == 0 {
        eprintln!("this machine is too fast for the test: no writer was killed in time");
    }
    fs::write(&file, UNTIDY).unwrap();
    assert!(fmt(&file).status.success());
    assert_eq!(names(folder.path()), ["t.toml"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), TIDY);
}

/// Two programs write one file again and again: it is whole at all times, and nothing stays beside it.
#[test]
fn two_writers_at_once_leave_a_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    for _ in 0..10 {
        fs::write(&file, UNTIDY).unwrap();
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_annals"))
                .arg("fmt")
                .arg(&file)
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        };
        for writer in [start(), start(), start()] {
            let output = writer.wait_with_output().unwrap();
            let is_told = said(&output).contains("changed in the meantime");
            assert!(output.status.success() || is_told, "{}", said(&output));
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), TIDY);
        assert_eq!(names(folder.path()), ["t.toml"]);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_said_to_be_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.toml");
    fs::create_dir(&file).unwrap();
    let output = fmt(&file);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("folder") || said(&output).contains("directory"), "{}", said(&output));
    assert!(names(&file).is_empty());
}
