//! Made-up libraries: each breaks one rule, and beside it stands its twin, as like it as can be, that breaks none.

use super::rules::{Ranks, Rule, check};

/// The rules that a library breaks, once each. Every file gets a head.
fn broken(files: &[(&str, &str)]) -> Vec<Rule> {
    broken_inside(files, &[])
}

/// The same with ranks inside its layers.
fn broken_inside(files: &[(&str, &str)], inside: &[(&str, Ranks)]) -> Vec<Rule> {
    let files: Vec<(&str, String)> =
        files.iter().map(|(file, text)| (*file, format!("//! Head.\n{text}\n"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(file, text)| (*file, text.as_str())).collect();
    rules(&files, inside)
}

fn rules(files: &[(&str, &str)], inside: &[(&str, Ranks)]) -> Vec<Rule> {
    let mut rules: Vec<Rule> = check(files, inside).iter().map(|complaint| complaint.rule).collect();
    rules.sort();
    rules.dedup();
    rules
}

/// Holds a text in one file against the rules.
#[track_caller]
fn one(file: &str, text: &str, expected: &[Rule]) {
    assert_eq!(broken(&[(file, text)]), expected, "{file}: {text}");
}

#[test]
fn upward_by_crate() {
    one("model/event.rs", "use crate::view::draw;", &[Rule::Upward]);
    one("model/event.rs", "use crate::text::Span;", &[]);
    one("view/draw.rs", "use crate::shell::{self, run};", &[Rule::Upward]);
    one("shell/run.rs", "use crate::view::{self, draw};", &[]);
}

#[test]
fn upward_by_super() {
    one("text/span.rs", "use super::super::model::Event;", &[Rule::Upward]);
    one("model/event.rs", "use super::super::text::Span;", &[]);
    one("text/span.rs", "use self::super::super::model::Event;", &[Rule::Upward]);
    one("model/event.rs", "use self::super::super::text::Span;", &[]);
    // In a module written out, `super` is the file itself.
    one("text/mod.rs", "mod inner { use super::super::view::draw; }", &[Rule::Upward]);
    one("text/mod.rs", "mod inner { use super::view::draw; }", &[]);
}

#[test]
fn upward_in_nested_braces() {
    let up = "use crate::{\n    text::{Span, span::{self}},\n    app::{msg::{Msg as Message}, update},\n};";
    one("model/event.rs", up, &[Rule::Upward]);
    one("view/draw.rs", up, &[]);
    one("text/span.rs", "use {std::fmt, super::{super::{model::Event}}};", &[Rule::Upward]);
    one("model/event.rs", "use {std::fmt, super::{super::{text::Span}}};", &[]);
}

#[test]
fn upward_in_code() {
    one("text/span.rs", "fn f(x: &crate::model::Event) {}", &[Rule::Upward]);
    one("model/event.rs", "fn f(x: &crate::text::Span) {}", &[]);
    one("text/span.rs", "const X: usize = <super::super::app::App as Y>::Z;", &[Rule::Upward]);
    one("view/span.rs", "const X: usize = <super::super::app::App as Y>::Z;", &[]);
    one("text/span.rs", "macro_rules! m { () => { $crate::model::Event } }", &[Rule::Upward]);
    one("model/event.rs", "macro_rules! m { () => { $crate::text::Span } }", &[]);
}

#[test]
fn upward_by_re_export_and_other_names() {
    one("text/mod.rs", "pub(crate) use crate::model::Event;", &[Rule::Upward]);
    one("model/mod.rs", "pub(crate) use crate::text::Span;", &[]);
    one("text/mod.rs", "extern crate self as annals; use annals::model::Event;", &[Rule::Upward]);
    one("model/mod.rs", "extern crate self as annals; use annals::text::Span;", &[]);
    one("text/span.rs", "use super::super as library;", &[Rule::Upward]);
    one("text/inner/span.rs", "use super::super as ground;", &[]);
    one("text/span.rs", "use crate::Roof;", &[Rule::Upward]);
    one("lib.rs", "pub mod view; pub use crate::view::draw;", &[]);
    one("main.rs", "fn main() { annals::cli::run(); }", &[]);
}

#[test]
fn upward_by_an_item_of_lib() {
    let lib = ("lib.rs", "pub mod text; pub mod view; pub use view::draw;");
    let view = ("view/mod.rs", "pub fn draw() {}");
    assert_eq!(broken(&[lib, view, ("cli/mod.rs", "use crate::draw;")]), [Rule::Upward]);
    assert_eq!(broken(&[lib, view, ("cli/mod.rs", "use crate::view::draw;")]), []);
}

#[test]
fn upward_also_in_tests() {
    one("text/span.rs", "#[cfg(test)] mod tests { use crate::model::Event; }", &[Rule::Upward]);
    one("model/event.rs", "#[cfg(test)] mod tests { use crate::text::Span; }", &[]);
}

#[test]
fn nothing_in_comments_and_strings() {
    let path = "crate::view::draw()";
    for quiet in [
        format!("// {path}"),
        format!("/// [`{path}`]\nfn f() {{}}"),
        format!("/* /* */ {path} */"),
        format!("const X: &str = \"\\\" {path}\";"),
        format!("const X: &str = r#\"\" {path}\"#;"),
        format!("const X: &[u8] = br\"\\\"; const Y: &str = \"{path}\";"),
        format!("const X: char = '\"'; const Y: &str = \"{path}\";"),
        format!("const X: char = '\\''; const Y: &str = \"{path}\";"),
        "pub(crate) fn f() {}".to_owned(),
    ] {
        one("text/span.rs", &quiet, &[]);
    }
    for loud in [
        format!("// \n{path};"),
        format!("/* /* */ */ {path}; /* */"),
        format!("const X: &str = \"\\\\\"; {path}; \"\""),
        format!("const X: &str = r#\"\"\"#; {path}; \"\""),
        format!("const X: &[u8] = br\"\\\"; {path}; \"\""),
        format!("const X: char = '\"'; {path}; '\"'"),
        format!("const X: u8 = b'\\''; {path}; '\\''"),
        format!("fn f<'a>(x: &'a str) {{ {path} }} fn g<'a>() {{}}"),
        format!("fn r#use() {{ {path} }}"),
    ] {
        one("text/span.rs", &format!("fn f() {{ {loud} }}"), &[Rule::Upward]);
    }
}

#[test]
fn upward_in_macros_and_attributes() {
    for text in [
        "fn f() { assert!(crate::view::Canvas::<u8>::new().ok()); }",
        "fn f() { vec![[0; { crate::view::size() }]]; }",
        "macro_rules! m { () => { use crate::{text::Span, view::{self, draw}}; } }",
        "#[derive(crate::view::Draw)] struct S;",
        "struct S { #[cfg_attr(unix, crate::view::mark)] x: u8 }",
    ] {
        one("text/span.rs", text, &[Rule::Upward]);
        one("view/span.rs", text, &[]);
    }
    one("text/span.rs", "macro_rules! m { ($view:ident) => { $view::draw() } }", &[]);
    one("text/span.rs", "fn f() { assert!(x.view.draw(), \"crate::view\"); }", &[]);
}

#[test]
fn sideways() {
    one("load/read.rs", "use crate::edit::fix;", &[Rule::Upward]);
    one("load/read.rs", "use crate::load::edit;", &[]);
    one("exchange/mod.rs", "use super::load::read;", &[Rule::Sideways]);
    one("edit/mod.rs", "use crate::describe::Description;", &[]);
    one("describe/mod.rs", "use crate::load::read;", &[Rule::Upward]);
    one("describe/mod.rs", "use crate::search::find;", &[]);
    one("app/mod.rs", "use super::load::read;", &[]);
    one("lsp/state.rs", "fn f() { crate::view::draw(); }", &[Rule::Sideways]);
    one("view/state.rs", "fn f() { crate::app::update(); }", &[]);
}

#[test]
fn circle_of_siblings() {
    let there = ("load/read.rs", "use crate::load::lower::Lower; pub struct Read;");
    assert_eq!(broken(&[there, ("load/lower.rs", "use super::read::Read;")]), [Rule::Circle]);
    assert_eq!(broken(&[there, ("load/lower.rs", "use super::join::Join;")]), []);
    let join = ("load/join.rs", "fn f() { super::read::f(); }");
    assert_eq!(broken(&[there, join, ("load/lower.rs", "use {super::join::Join};")]), [Rule::Circle]);
    assert_eq!(broken(&[there, join, ("load/lower.rs", "// use super::join::Join;")]), []);
}

#[test]
fn circle_by_an_imported_module() {
    let there = ("load/read.rs", "use super::lower;");
    let parent = ("load/mod.rs", "mod lower; mod read;");
    assert_eq!(
        broken(&[parent, there, ("load/lower.rs", "use crate::load; fn f() { load::read::f(); }")]),
        [Rule::Circle]
    );
    assert_eq!(
        broken(&[parent, there, ("load/lower.rs", "use crate::text; fn f() { text::read::f(); }")]),
        []
    );
}

#[test]
fn circle_through_what_a_parent_passes_on() {
    let parent = ("load/mod.rs", "mod read; mod lower; pub use read::Read; pub use lower::*;");
    let read = ("load/read.rs", "use super::Lower; pub struct Read;");
    assert_eq!(
        broken(&[parent, read, ("load/lower.rs", "use super::Read; pub struct Lower;")]),
        [Rule::Circle]
    );
    assert_eq!(broken(&[parent, read, ("load/lower.rs", "pub struct Lower;")]), []);
}

#[test]
fn circle_of_parent_and_child() {
    let child = ("load/read.rs", "use super::Piece;");
    let calls = "mod read; pub struct Piece; fn f() { read::read(); }";
    assert_eq!(broken(&[child, ("load/mod.rs", calls)]), [Rule::Circle]);
    let uses_what_it_exports = "mod read; pub use read::Read; pub struct Piece(Read);";
    assert_eq!(broken(&[child, ("load/mod.rs", uses_what_it_exports)]), [Rule::Circle]);
    let passes_on = "mod read; pub use read::Read; pub struct Piece;";
    assert_eq!(broken(&[child, ("load/mod.rs", passes_on)]), []);
    let calls_without_items = "mod read; use crate::text::Piece; fn f(p: Piece) { read::read(); }";
    assert_eq!(broken(&[child, ("load/mod.rs", calls_without_items)]), []);
}

#[test]
fn circle_of_folders() {
    let down = ("load/lower/event.rs", "use crate::load::rules::ids::check;");
    let back = ("load/rules/dates.rs", "use crate::load::lower::when::lower;");
    let rest = [("load/lower/when.rs", ""), ("load/rules/ids.rs", "")];
    assert_eq!(broken(&[down, back, rest[0], rest[1]]), [Rule::Circle]);
    assert_eq!(broken(&[down, rest[0], rest[1]]), []);
    let layers =
        [("text/span.rs", "use crate::model::Event;"), ("model/mod.rs", "use crate::text::span::Span;")];
    assert_eq!(broken(&layers), [Rule::Upward, Rule::Circle]);
    assert_eq!(broken(&[("text/span.rs", ""), layers[1]]), []);
}

#[test]
fn circle_not_by_tests() {
    let read = ("load/read.rs", "use super::lower::Lower;");
    let plain = "mod tests { use crate::load::read::Read; }";
    let test = format!("#[cfg(test)]\n#[expect(clippy::panic, reason = \"\")]\n{plain}");
    assert_eq!(broken(&[read, ("load/lower.rs", plain)]), [Rule::Circle]);
    assert_eq!(broken(&[read, ("load/lower.rs", &test)]), []);
}

#[test]
fn length() {
    let lines = |count: usize| format!("//! Head.\n{}", "//\n".repeat(count - 1));
    assert_eq!(rules(&[("text/mod.rs", &lines(501))], &[]), [Rule::Long]);
    assert_eq!(rules(&[("text/mod.rs", &lines(500))], &[]), []);
}

#[test]
fn glob_from_super() {
    one("text/span.rs", "use super::*;", &[Rule::Glob]);
    one("text/span.rs", "use super::{Line, *};", &[Rule::Glob]);
    one("text/span.rs", "mod inner { pub(crate) use self::super::*; }", &[Rule::Glob]);
    one("text/span.rs", "#[cfg(not(test))] mod inner { use super::*; }", &[Rule::Glob]);
    one("text/span.rs", "#[cfg(test)] fn f<A, B>() {} use super::*;", &[Rule::Glob]);
    one("text/span.rs", "#[cfg(test)] mod tests { use super::*; }", &[]);
    one("text/span.rs", "#[cfg(all(test, unix))] mod tests { use super::*; }", &[]);
    one("text/span.rs", "#[cfg(test)] fn f<A, B>() { use super::*; }", &[]);
    one("text/span.rs", "use super::{Line, Lines};", &[]);
    let tests = ("text/tests.rs", "use super::*;");
    assert_eq!(broken(&[("text/mod.rs", "mod tests;"), tests]), [Rule::Glob]);
    assert_eq!(broken(&[("text/mod.rs", "#[cfg(test)] mod tests;"), tests]), []);
}

#[test]
fn head() {
    assert_eq!(rules(&[("text/mod.rs", "// Head.\npub struct Span;\n")], &[]), [Rule::Headless]);
    assert_eq!(rules(&[("text/mod.rs", "//! Head.\npub struct Span;\n")], &[]), []);
}

#[test]
fn unknown_folder() {
    one("atlas/mod.rs", "", &[Rule::Unranked]);
    one("atlas.rs", "", &[Rule::Unranked]);
    one("view/atlas.rs", "", &[]);
    // Who uses it is not to blame twice.
    assert_eq!(broken(&[("atlas/mod.rs", ""), ("cli/mod.rs", "use crate::atlas::X;")]), [Rule::Unranked]);
}

#[test]
fn widgets() {
    for text in [
        "use ratatui::widgets::Block;",
        "use ratatui::{buffer::Buffer, widgets::{self, Block}};",
        "use ratatui as r; fn f() { r::widgets::Block::new(); }",
        "fn f() { ratatui::widgets::Block::new(); }",
        "use ratatui::prelude::*;",
    ] {
        one("shell/run.rs", text, &[Rule::Widgets]);
        one("view/browse.rs", text, &[]);
    }
    one("shell/run.rs", "use ratatui::{buffer::Buffer, layout::Rect};", &[]);
}

#[test]
fn crossterm() {
    for text in [
        "use crossterm::event::Event;",
        "use ::crossterm::event::Event;",
        "use {std::io, crossterm as c};",
        "extern crate crossterm;",
        "fn f() { crossterm::terminal::size(); }",
        "fn f() { ::crossterm::terminal::size(); }",
    ] {
        one("shell/input.rs", text, &[Rule::Crossterm]);
    }
    one("shell/input.rs", "use ratatui::crossterm::event::Event;", &[]);
    one("shell/input.rs", "use ratatui::crossterm; fn f() { crossterm::terminal::size(); }", &[]);
}

#[test]
fn empty_names() {
    one("text/utils.rs", "", &[Rule::EmptyName]);
    one("text/helpers/lines.rs", "", &[Rule::EmptyName]);
    one("text/mod.rs", "mod common { }", &[Rule::EmptyName]);
    one("text/manager/mod.rs", "", &[Rule::EmptyName]);
    one("text/lines.rs", "mod shared { fn common() {} }", &[]);
}

#[test]
fn main_calls_the_library() {
    one("main.rs", "mod cli;", &[Rule::Main]);
    one("main.rs", "use annals::cli; fn main() { cli::run(); }", &[]);
}

const APP: &[(&str, Ranks)] = &[
    ("app", &[&["core"], &["page", "input"], &["views"], &["update", "mod"]]),
    ("app/views", &[&["mod"], &["lanes", "map"]]),
];

/// Holds a text in one file of a small `app/` against the ranks in it.
#[track_caller]
fn one_inside(file: &str, text: &str, expected: &[Rule]) {
    let rest = [
        ("app/mod.rs", "pub mod core; pub use core::msg::Msg; pub use update::*; pub struct App;"),
        ("app/core/msg.rs", "pub enum Msg {}"),
        ("app/update.rs", "pub fn update() {}"),
        ("app/views/mod.rs", "pub trait View {}"),
        ("app/views/lanes/state.rs", "pub struct Lanes;"),
    ];
    let rest = rest.iter().copied().filter(|(other, _)| *other != file);
    let files: Vec<(&str, &str)> = rest.chain([(file, text)]).collect();
    assert_eq!(broken_inside(&files, APP), expected, "{file}: {text}");
    assert_eq!(broken_inside(&files, &[]), [], "{file}: {text}");
}

#[test]
fn upward_inside_a_layer() {
    one_inside("app/core/look.rs", "use crate::app::page::Page;", &[Rule::Upward]);
    one_inside("app/page/look.rs", "use crate::app::core::Look;", &[]);
    one_inside("app/core/look.rs", "fn f() { super::super::views::lanes::state::f(); }", &[Rule::Upward]);
    one_inside("app/core/look.rs", "fn f() { super::msg::f(); }", &[]);
    one_inside("app/views/map/draw.rs", "use crate::app::update;", &[Rule::Upward]);
    one_inside("app/update.rs", "use crate::app::views::map::draw; pub fn update() {}", &[]);
    // What `mod.rs` passes on counts where it is held.
    one_inside("app/core/look.rs", "use crate::app::update;", &[Rule::Upward]);
    one_inside("app/views/map/draw.rs", "use crate::app::Msg;", &[]);
    one_inside("app/page/look.rs", "use crate::app::{self, Msg}; fn f(_: app::Msg) {}", &[Rule::Upward]);
    one_inside("app/page/look.rs", "use crate::app::Owner;", &[Rule::Upward]);
    one_inside("app/page/look.rs", "#[cfg(test)] mod tests { use crate::app::Owner; }", &[]);
    // Outside the folder its ranks mean nothing.
    one_inside("shell/run.rs", "use crate::app::{core, update, views::lanes::state};", &[]);
}

#[test]
fn sideways_inside_a_layer() {
    one_inside("app/page/look.rs", "use crate::app::input::keys;", &[Rule::Sideways]);
    one_inside("app/page/look.rs", "use crate::app::page::keys;", &[]);
    one_inside("app/views/map/draw.rs", "use super::super::lanes::state::Lanes;", &[Rule::Sideways]);
    one_inside("app/views/map/draw.rs", "use super::super::map::state::Map;", &[]);
    one_inside("app/views/map/draw.rs", "use super::super::View;", &[]);
    one_inside("app/views/mod.rs", "use crate::app::views::lanes; pub trait View {}", &[Rule::Upward]);
    one_inside("app/views/mod.rs", "pub use lanes::state::Lanes; pub mod lanes; pub trait View {}", &[]);
}

#[test]
fn unranked_inside_a_layer() {
    one_inside("app/axis.rs", "", &[Rule::Unranked]);
    one_inside("app/views/axis/mod.rs", "", &[Rule::Unranked]);
    one_inside("app/views/map/axis.rs", "", &[]);
    one_inside("view/axis.rs", "", &[]);
}

#[test]
fn a_view_does_not_name_the_app() {
    for text in [
        "use crate::app::App;",
        "use crate::app::App as Owner;",
        "use crate::app; fn f(_: &app::App) {}",
        "impl App {}",
        "fn f() { assert!(matches!(x, App { .. })); }",
        "#[cfg(test)] mod tests { use crate::app::App; }",
    ] {
        one("app/views/lanes/update.rs", text, &[Rule::Owner]);
        one("app/views/mod.rs", text, &[Rule::Owner]);
        one("app/update.rs", text, &[]);
        one("view/lanes.rs", text, &[]);
    }
    one("app/views/mod.rs", "// App\nconst X: &str = \"App\"; struct Apps;", &[]);
}
