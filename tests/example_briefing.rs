//! The briefing that is given as an example has a step of every kind, a picture, and names in four scripts: it is given
//! here as a speaker would, on screens of every size, and in every form that it can be handed on in.

#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]
#![expect(clippy::disallowed_methods, reason = "a test starts the program and reads what it writes")]

mod play;

use std::collections::BTreeSet;
use std::process::Command;

use annals::app::views::present::StartOptions;
use annals::load::load;
use annals::model::{Step, StepKind, Timeline, Vocabulary as _};
use annals::text::Document;
use annals::text::width::width;
use play::Play;

const EXAMPLE: &str = include_str!("../examples/beijing-2023.toml");
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/beijing-2023.toml");

fn timeline() -> Timeline {
    load(&Document::new(FILE, EXAMPLE)).0
}

/// What the program writes.
fn written(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_annals")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Without line breaks, columns and footnotes.
fn words(text: &str) -> String {
    let of_text = |letter: char| letter.is_alphanumeric();
    let raised = |letter: &char| !matches!(letter, '¹' | '²' | '³' | '⁴'..='⁹');
    text.chars().filter(raised).filter(|letter| of_text(*letter)).collect()
}

#[test]
fn it_has_everything_that_a_briefing_can_have() {
    let timeline = timeline();
    let briefing = &timeline.records().briefings[0];
    assert!(briefing.step_count() >= 12);
    let kinds: BTreeSet<&str> = briefing.steps.iter().filter_map(|step| Some(step.kind?.word())).collect();
    let all: BTreeSet<&str> = StepKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(kinds, all);
    assert!(briefing.steps.iter().any(|step| step.show.is_some()));
    assert!(briefing.steps.iter().any(|step| step.is_backup));
    let events = (0..timeline.row_count()).filter_map(|row| timeline.event_at(row));
    assert!(events.into_iter().any(|(_, event)| event.image.is_some()));
    for (first, last) in [('آ', 'ی'), ('一', '龥')] {
        let in_script = |text: &str| text.chars().any(|letter| (first..=last).contains(&letter));
        assert!(timeline.records().actors.iter().any(|actor| in_script(&actor.native_name)));
        assert!(
            briefing.steps.iter().flat_map(|step: &Step| &step.points).any(|point| in_script(&point.says))
        );
    }
}

#[test]
fn all_of_it_is_said_at_every_size() {
    let timeline = timeline();
    let briefing = &timeline.records().briefings[0];
    for (wide, high) in [(40, 20), (80, 24), (120, 36), (160, 45), (200, 50), (20, 5), (300, 100)] {
        let options = StartOptions::default();
        let mut play = Play::starting(EXAMPLE, |start| start.presentation = Some(options)).size(wide, high);
        let mut said: Vec<String> = vec![String::new()];
        let mut keys = 0;
        loop {
            let (step, text) = {
                let presentation = play.app().views().present.presentation.as_ref().unwrap();
                (presentation.step, play.text())
            };
            assert!(
                text.lines().all(|line| width(line) <= wide.into()),
                "{wide}x{high}, step {step}:\n{text}"
            );
            said.resize(step + 1, String::new());
            said[step].push_str(&words(&text));
            let before = text;
            play = play.keys(if keys % 7 == 6 { "<PgDn>" } else { " " });
            keys += 1;
            if play.text().contains("This is the end") || play.text() == before || keys > 900 {
                break;
            }
        }
        assert_eq!(said.len(), briefing.step_count() + 1, "{wide}x{high}");
        if wide < 40 {
            continue;
        }
        // In columns a point is cut into pieces: its words are looked for one by one.
        for (step, said) in briefing.steps.iter().zip(&said[1..]) {
            for word in step.points.iter().flat_map(|point| point.says.split_whitespace()).map(words) {
                assert!(said.contains(&word), "{wide}x{high}: {word:?} of {:?}", step.title);
            }
        }
    }
}

#[test]
fn every_form_of_it_has_every_step() {
    let timeline = timeline();
    let briefing = &timeline.records().briefings[0];
    let forms: [&[&str]; 4] = [
        &["present", FILE, "--plain"],
        &["export", "html", FILE],
        &["export", "html", FILE, "--part", "briefing"],
        &["export", "markdown", FILE],
    ];
    for arguments in forms {
        let text = words(&written(arguments));
        for step in &briefing.steps {
            if step.is_backup && arguments.contains(&"briefing") {
                // What is held back is not handed out.
                assert!(!text.contains(&words(&step.title)) || step.title.is_empty(), "{}", step.title);
                continue;
            }
            let title = if step.title.is_empty() { &step.quote } else { &step.title };
            assert!(text.contains(&words(title)), "{arguments:?}: {title}");
            for point in &step.points {
                // A footnote may stand between two words of the markup.
                let last = point.says.split_whitespace().map(words).next_back().unwrap();
                assert!(text.contains(&last), "{arguments:?}: {}", point.says);
            }
        }
        assert!(["علی", "مساعد", "王毅"].iter().all(|name| text.contains(name)), "{arguments:?}");
    }
}

#[test]
fn each_of_its_drawings_is_well_formed() {
    let steps: Vec<String> =
        (1..=timeline().records().briefings[0].steps.len()).map(|step| step.to_string()).collect();
    let step = |number: &'_ String| vec!["step".to_owned(), "--step".to_owned(), number.clone()];
    let parts = ["axis", "map", "graph"].map(|part| vec![part.to_owned()]);
    for part in parts.into_iter().chain(steps.iter().map(step)) {
        let mut arguments = vec!["export", "svg", FILE, "--part"];
        arguments.extend(part.iter().map(String::as_str));
        let drawing = written(&arguments);
        let mut open: Vec<&str> = Vec::new();
        for tag in drawing.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{part:?}");
            } else if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().unwrap());
            }
            let quotes = tag.matches('"').count();
            assert_eq!(quotes, 2 * tag.matches("=\"").count(), "{part:?}: {tag}");
            assert!(
                !tag.replace("=\"", "").split('"').step_by(2).any(|part| part.contains('=')),
                "{part:?}: {tag}"
            );
        }
        assert!(open.is_empty(), "{part:?}: {open:?}");
    }
}
