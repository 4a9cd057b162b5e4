//! Lines of records, near the everyday shape and a little beside it: what the scanner has to tell apart.

use proptest::prelude::{Strategy, prop_oneof};

const KEYS: [&str; 30] = [
    "id",
    "title",
    "date",
    "summary",
    "actors",
    "concerns",
    "places",
    "tags",
    "sources",
    "kind",
    "status",
    "by",
    "against",
    "likelihood",
    "confidence",
    "so-what",
    "notes",
    "date-note",
    "links",
    "image",
    "account",
    "name",
    "Title",
    r#""title""#,
    "actors.id",
    "titel",
    "actors",
    "sources",
    "summary",
    "tags",
];

const VALUES: [&str; 56] = [
    r#""a""#,
    r#""b""#,
    r#""x y""#,
    r#""""#,
    r#"" ""#,
    "\"\t\"",
    "\"é—\u{200c}\"",
    "\"\u{202e}\"",
    "\"\u{7f}\"",
    r#""a\"b""#,
    "'a'",
    r#""""""""#,
    "\"\"\"\nx\n y \"\"\"",
    r#""""x"""""#,
    "\"\"\"\n[[event]]\nx\"\" y\"\"\"",
    "\"\"\"\n\n\"\"\"",
    "'''x'''",
    "\"\"\"x\\\n  y\"\"\"",
    r#""2022-09""#,
    r#""2022-09/..""#,
    r#""2022-13""#,
    "2022-09-16",
    r#""claim""#,
    r#""likely""#,
    r#""low""#,
    r#""attack""#,
    r#""visit""#,
    "1962",
    "1_962",
    "62",
    "-44",
    "20240",
    "1962-10",
    r#"{ id = "a" }"#,
    r#"{ id = "s", quote = "q" }"#,
    "[]",
    "[ ]",
    r#"["a"]"#,
    r#"["a", "b",]"#,
    "[\n\"a\", # ]\n\n\"b\"\n]",
    "[,]",
    r#"["a" "b"]"#,
    r#"[["a"]]"#,
    r#"["s", 1]"#,
    r#"[{ id = "a" }]"#,
    r#"[{id="s",at="1"}, "s"]"#,
    r#"[{ id = "a", role = "r" }]"#,
    r#"[{ id = "a", }]"#,
    r#"[{ id = "s", date = "2022", quote = "q" }]"#,
    r#"[{ role = "r" }]"#,
    r#"[{ id = "a", id = "b" }]"#,
    "[{\n id = \"a\" }]",
    r#"[{ id = "p", credibility = 2 }]"#,
    r#"[ " a ", "a\u0041" ]"#,
    r#"[{ id = "s", at = "" }]"#,
    r#"["nobody"]"#,
];

const WHOLE: [&str; 20] = [
    "[[event]]",
    "[[event]] # x",
    "[[ event ]]",
    " [[event]]",
    "[event]",
    "[[event.account]]",
    "[event.image]",
    "[[actor]]",
    "# [[event]]",
    "",
    "\t",
    "[[event]]x",
    "\r",
    "[[place]]",
    "# \u{9b}",
    "[x]",
    "[[events]]",
    "[[account]]",
    "[[events.account]]",
    "[[[event]]]",
];

const AROUND: [(&str, &str, &str); 7] = [
    ("", " = ", ""),
    ("", "=", " # x"),
    (" ", " =", "\t"),
    ("\t", "= ", "#\"\"\""),
    ("", " = ", " x"),
    ("", " = ", ""),
    ("", " = ", " "),
];

/// A line.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let pair = (0..KEYS.len(), 0..VALUES.len(), 0..AROUND.len()).prop_map(|(key, value, around)| {
        let (before, equals, after) = AROUND[around];
        format!("{before}{}{equals}{}{after}", KEYS[key], VALUES[value])
    });
    prop_oneof![8 => pair, 1 => (0..WHOLE.len()).prop_map(|at| WHOLE[at].to_owned())]
}

/// What the records of such lines refer to.
pub(crate) const REFERRED: &str = r#"[timeline]
format = 1
title = "t"
[[source]]
id = "s"
title = "s"
[[place]]
id = "p"
name = "p"
[[actor]]
id = "b"
name = "b"
kind = "state"
[[actor]]
id = "a"
name = "a"
kind = "state"
"#;
