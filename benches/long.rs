//! What a key costs in a long file.
//!
//! A key is measured with its frame. Work that is left for when no key is waiting comes in slices; each is measured with its
//! frame too, because the next key may have to wait for one. The file is read as the program reads it: prose is not kept.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use annals::app::{App, Effect, Key, KeyCode, Loaded, Msg};
use annals::load::reread_event;
use annals::shell::{Screen, Source, search_prose};

use super::load::timeline::{self, Plan};
use super::{Options, stage};

/// Measures it.
pub(crate) fn run(options: Options) {
    // A shorter file would be kept in memory.
    let mut sizes = vec![30_000];
    if !options.quick {
        sizes.push(100_000);
    }
    if options.million {
        sizes.push(1_000_000);
    }
    for size in sizes {
        of(size, options);
    }
}

/// One size.
fn of(events: usize, options: Options) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.toml");
    let mut out = std::io::BufWriter::new(File::create(&path).unwrap());
    timeline::write(&Plan { odd_each: 0, ..Plan::usual(events) }, &mut out).unwrap();
    out.flush().unwrap();
    drop(out);
    let loaded = Arc::new(Source::File(path.clone()).open_lean().unwrap());
    assert!(loaded.source.is_some(), "the file is kept");
    println!("{events} events{:>41}{:>12}{:>12}{:>12}", "a key, median", "worst", "worst slice", "all found");
    let most = if options.trial { 2 } else { usize::MAX };
    let mut stage = Stage { app: stage::open(&loaded), screen: Screen::new(120, 36), loaded, most };
    stage.play("j, its event read from the file", &"j".repeat(300));
    stage.play("to the end and back", &"Gg".repeat(20));
    stage.play("zooming time", &"++++----".repeat(10));
    stage.burst();
    stage.play("a find, of names and then of all prose", "/blockade");
    stage.play("Esc out of it", "\u{1b}");
    stage.play("a find of a word that is everywhere", "/the");
    stage.play("Enter, n, Esc", "\rnn\u{1b}");
    stage.play("a jump to an event", "fceasefire with kesh");
    stage.play("Esc out of it", "\u{1b}");
    stage.play("a jump to an actor", "factor-17");
    stage.play("Esc out of it", "\u{1b}");
    stage.play("a filter by an actor and a tag", "&tag:naval actor:actor-17 ");
    stage.play("Esc out of it", "\u{1b}");
    stage.while_reading(&path);
    println!();
}

struct Stage {
    app: App,
    screen: Screen,
    loaded: Arc<Loaded>,
    /// How many times at most something is done.
    most: usize,
}

/// What a key took: itself, the longest slice behind it, everything.
type Taken = (Duration, Duration, Duration);

impl Stage {
    /// Presses keys, each after all is done that the one before began.
    fn play(&mut self, what: &str, keys: &str) {
        let taken: Vec<Taken> = keys.chars().take(self.most).map(|key| self.press(key)).collect();
        line(what, &taken);
    }

    fn press(&mut self, key: char) -> Taken {
        let key = match key {
            '\u{1b}' => Key::new(KeyCode::Esc),
            '\r' => Key::new(KeyCode::Enter),
            key => Key::char(key),
        };
        let began = Instant::now();
        let effects = self.app.press(key);
        let effects = self.with_event(effects);
        stage::frame(&self.app, &mut self.screen);
        let own = began.elapsed();
        let slice = self.finish(effects);
        (own, slice, began.elapsed())
    }

    /// Reads the event that is wanted, as the shell does before it draws; what else is wanted is given back.
    fn with_event(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let mut others = Vec::new();
        for effect in effects {
            let Effect::ReadEvent(no) = effect else {
                others.push(effect);
                continue;
            };
            let timeline = &self.loaded.timeline;
            let span = timeline.records().span(no).unwrap();
            let text = self.loaded.source.as_ref().unwrap().read(span.into()).unwrap();
            let event = reread_event(&text, no, timeline, timeline.unkept(no).unwrap()).map(Arc::new);
            others.extend(self.app.update(Msg::EventRead { no, event }));
        }
        others
    }

    /// Goes on with what was begun until nothing is left; the longest step. Searching prose is done on other threads and
    /// holds up nothing: of it only the taking counts.
    fn finish(&mut self, mut effects: Vec<Effect>) -> Duration {
        let mut longest = Duration::ZERO;
        while let Some(effect) = effects.pop() {
            let msg = match effect {
                Effect::Continue => Msg::Continue,
                Effect::SearchProse(asked) => {
                    let found = search_prose(&self.loaded, asked);
                    Msg::ProseFound { of: Arc::clone(&self.loaded), found }
                }
                _ => continue,
            };
            let began = Instant::now();
            let more = self.app.update(msg);
            effects = self.with_event(more);
            stage::frame(&self.app, &mut self.screen);
            longest = longest.max(began.elapsed());
        }
        longest
    }

    /// 200 keys that are taken before one frame.
    fn burst(&mut self) {
        let mut taken = Vec::new();
        for round in 0..20.min(self.most) {
            let began = Instant::now();
            let mut effects = Vec::new();
            for _ in 0..200 {
                effects = self.app.press(Key::char(if round % 2 == 0 { 'j' } else { 'k' }));
            }
            self.with_event(effects);
            stage::frame(&self.app, &mut self.screen);
            taken.push((began.elapsed(), Duration::ZERO, Duration::ZERO));
        }
        line("200 keys at once, one frame", &taken);
    }

    /// Keys while the file is read again on threads, as after a change; and the key behind which what was read is shown.
    fn while_reading(&mut self, path: &Path) {
        let source = Source::File(path.to_owned());
        let is_read = AtomicBool::new(false);
        let (taken, loaded) = std::thread::scope(|scope| {
            let reading = scope.spawn(|| {
                let loaded = source.open_lean().unwrap();
                is_read.store(true, Ordering::Relaxed);
                loaded
            });
            let mut taken = Vec::new();
            while !is_read.load(Ordering::Relaxed) {
                taken.push(self.press('j'));
                std::thread::sleep(Duration::from_millis(5));
            }
            (taken, reading.join().unwrap())
        });
        line("j while the file is read again", &taken);
        let before = std::mem::replace(&mut self.loaded, Arc::new(loaded));
        let began = Instant::now();
        let effects =
            self.app.update(Msg::Reloaded { loaded: Arc::clone(&self.loaded), changes: Arc::default() });
        let effects = self.with_event(effects);
        stage::frame(&self.app, &mut self.screen);
        let own = began.elapsed();
        let slice = self.finish(effects);
        line("what was read, shown", &[(own, slice, began.elapsed())]);
        drop(before);
    }
}

fn line(what: &str, taken: &[Taken]) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let mut own: Vec<Duration> = taken.iter().map(|(own, ..)| *own).collect();
    own.sort_unstable();
    let (Some(worst), Some(median)) = (own.last(), own.get(own.len() / 2)) else { return };
    let slice = taken.iter().map(|(_, slice, _)| *slice).max().unwrap_or_default();
    let all = taken.iter().map(|(.., all)| *all).max().unwrap_or_default();
    print!("  {what:<44}{:>8.3} ms{:>9.2} ms", ms(*median), ms(*worst));
    if slice.is_zero() {
        println!();
    } else {
        println!("{:>9.2} ms{:>9.1} ms", ms(slice), ms(all));
    }
}
