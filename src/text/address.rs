//! Which addresses leave the program: to a browser, or to a terminal that makes links of them.
//!
//! The loader takes http and https alone; it is asked again here, where the harm would be done.

/// The address, if it is one of the web that says nothing to a shell or a terminal on its way.
pub fn of_the_web(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_safe = |c: char| !c.is_control() && !c.is_whitespace() && !is_foreign(c);
    let has_host = rest.chars().next().is_some_and(|first| first != '/');
    (is_web && has_host && text.len() <= LONGEST && text.chars().all(is_safe)).then_some(text)
}

/// The longest address, in bytes; terminals keep about as much of a link.
const LONGEST: usize = 2_000;

/// What stands in no address: signs that RFC 3986 leaves out, and characters that show another order than they have.
fn is_foreign(character: char) -> bool {
    matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        || crate::text::sanitize::hazard(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::of_the_web;

    #[test]
    fn the_web_alone() {
        for good in
            ["https://example.org", "http://a.b/c?d=e&f=(g)#h", "HTTPS://x", "https://example.org/بغداد"]
        {
            assert_eq!(of_the_web(good), Some(good));
        }
        let long = format!("https://{}", "x".repeat(2_000));
        let hostile = [
            "",
            "https",
            "https:example.org",
            "https://",
            "https:///etc/passwd",
            "file:///etc/passwd",
            "javascript://x",
            "-https://x",
            " https://x",
            "--help",
            "ftp://x",
            "https://x y",
            "https://x\ny",
            "https://x\u{1b}\\y",
            "https://x\u{7}",
            "https://x\u{9c}",
            "https://x\u{202e}y",
            "https://x`id`",
            "https://x\"y",
            "https://x|y",
            long.as_str(),
        ];
        for address in hostile {
            assert_eq!(of_the_web(address), None, "{address:?}");
        }
    }
}
