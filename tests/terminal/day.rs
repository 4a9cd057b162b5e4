//! The day of docs/editing.md, played on a copy of the shipped file: the program in a terminal with an editor that types what
//! the page says, the commands of the page beside it, and git, which must see what was meant and nothing else.
//!
//! `ANNALS_WRITE=1 cargo test --test terminal day` writes what the commands say anew; look at it before you commit it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::pty::{Pty, Setup};
use crate::programs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editing.md");
const SHIPPED: &str = include_str!("../../timeline.toml");

/// A block of the page: what it is, and its lines.
struct Block<'p> {
    kind: &'p str,
    text: &'p str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("```") {
        let (kind, after) = after.split_once('\n').unwrap();
        let (text, after) = after.split_once("```").unwrap();
        blocks.push(Block { kind, text });
        rest = after;
    }
    blocks
}

/// The file after what a block of changes says; each of them must fit in one place.
fn changed(file: &str, changes: &str) -> String {
    let mut file = file.to_owned();
    for change in changes.split("@@\n") {
        let side = |other: char| -> String {
            let lines = change.lines().filter(|line| !line.starts_with(other));
            lines.map(|line| format!("{}\n", line.get(1..).unwrap_or_default())).collect()
        };
        let (before, after) = (side('+'), side('-'));
        assert_eq!(file.matches(&before).count(), 1, "{before}");
        file = file.replace(&before, &after);
    }
    file
}

/// Runs a line of the page as a shell does.
fn shell(line: &str, folder: &Path) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_annals")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_PAGER", "cat")])
        .envs([("LC_ALL", "C"), ("NO_COLOR", "1")])
        .output()
        .unwrap()
}

/// What a command says, on either way out.
fn said(line: &str, folder: &Path) -> String {
    let output = shell(line, folder);
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

fn press(pty: &mut Pty, keys: &str) {
    pty.send(keys.trim_end().replace("<Enter>", "\r").as_bytes());
}

#[test]
fn the_day_of_the_page_can_be_done() {
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, day) = page.split_once("## A day\n").unwrap();
    let (day, after) = day.split_once("\n## ").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (file, next) = (folder.path().join("timeline.toml"), folder.path().join("next"));
    fs::write(&file, SHIPPED).unwrap();
    let begin = "git init -q . && git add timeline.toml && git -c user.name=e -c user.email=e@example.org commit -qm one";
    let has_git = programs::is_usable("git", shell(begin, folder.path()).status.success());
    // The editor types what the page says, and saves as most editors do: a new file in the place of the old one.
    let editor = folder.path().join("editor.sh");
    fs::write(&editor, "echo $1 > place && mv next \"$2\"").unwrap();
    let editor = format!("sh '{}' {{line}} {{file}}", editor.display());
    let mut pty = Setup::annals(&["timeline.toml"]).cwd(folder.path()).env("VISUAL", &editor).start();
    pty.until_shown("Algiers Agreement");

    let (mut played, mut meant) = (day.to_owned(), Vec::new());
    let all = blocks(day);
    for (at, block) in all.iter().enumerate() {
        match block.kind {
            "keys" => {
                let now = fs::read_to_string(&file).unwrap();
                if let Some(changes) = all.get(at + 1).filter(|next| next.kind == "diff") {
                    fs::write(&next, changed(&now, changes.text)).unwrap();
                    meant.extend(changes.text.lines().filter(|line| line.starts_with(['+', '-'])));
                }
                press(&mut pty, block.text);
                if all.get(at + 1).is_some_and(|next| next.kind == "diff") {
                    pty.until("the editor", |_| !next.exists());
                    let place: usize =
                        fs::read_to_string(folder.path().join("place")).unwrap().trim().parse().unwrap();
                    assert_eq!(now.lines().nth(place - 1), Some("[[event]]"), "line {place}");
                }
            }
            "status" => pty.until_shown(block.text.trim_end()),
            "console" => {
                let mut now = String::new();
                for line in block.text.lines().filter_map(|line| line.strip_prefix("$ ")) {
                    if !has_git && line.contains("git") {
                        played = day.to_owned();
                        continue;
                    }
                    now += &format!("$ {line}\n{}", said(line, folder.path()));
                }
                played = played
                    .replace(&format!("```console\n{}```", block.text), &format!("```console\n{now}```"));
            }
            _ => {}
        }
    }
    pty.send(b"\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();

    if !has_git {
        return;
    }
    // What git sees is what the page says, and the new id.
    let diff = said("git diff -U0 timeline.toml", folder.path());
    let body =
        |line: &&str| line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---");
    for line in diff.lines().filter(body) {
        let is_mended = line.contains("iraqi-government") && line.contains("joint-commission");
        let is_renamed = line.contains("larijani");
        assert!(meant.contains(&line) || is_mended || is_renamed, "{line}\n{diff}");
    }
    assert!(
        meant.iter().filter(|line| !line.contains("iraqi_government")).all(|line| diff.contains(*line)),
        "{diff}"
    );
    let page_now = format!("{before}## A day\n{played}\n## {after}");
    if std::env::var_os("ANNALS_WRITE").is_some() {
        fs::write(PAGE, page_now).unwrap();
        return;
    }
    assert_eq!(page_now, page, "write it anew with ANNALS_WRITE=1 cargo test --test terminal day");
}
