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
    if fs::write(folder.path().join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write in any folder");
        return;
    }
    let output = fmt(&file);
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
    assert!(said(&output).contains("there is no room left for"), "{}", said(&output));
}
