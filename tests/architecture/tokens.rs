//! Rust source as words and marks, without comments and without what stands inside strings.
//!
//! A full parser would be a dependency larger than the question. The guard asks only which paths a file writes, and
//! paths survive this reading: what it must get right is where a string, a comment or a lifetime begins and ends, and
//! which items exist for tests alone.

/// One word (identifier, keyword, number) or mark (`::` is one mark, everything else a single character).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// Whether it belongs to an item that only a test build has.
    pub test: bool,
}

impl Token {
    /// Whether this is a name or a keyword.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_')
    }
}

/// Splits a file into tokens and marks those of test items.
pub fn read(text: &str) -> Vec<Token> {
    let mut reader = Reader { chars: text.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while reader.at < reader.chars.len() {
        reader.step();
    }
    let mut tokens = reader.tokens;
    mark_tests(&mut tokens);
    tokens
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == '\n' {
                self.line += 1;
            }
            self.at += 1;
        }
    }

    fn push(&mut self, text: String) {
        self.tokens.push(Token { text, line: self.line, test: false });
    }

    fn step(&mut self) {
        let next = self.peek(0);
        match (next, self.peek(1)) {
            ('/', '/') => self.skip_line(),
            ('/', '*') => self.skip_block(),
            ('"', _) => self.skip_string(),
            ('\'', _) => self.skip_quote(),
            (':', ':') => {
                self.push("::".to_owned());
                self.skip(2);
            }
            _ if next.is_whitespace() => self.skip(1),
            _ if next.is_alphanumeric() || next == '_' => self.word(),
            _ => {
                self.push(next.to_string());
                self.skip(1);
            }
        }
    }

    fn skip_line(&mut self) {
        while self.at < self.chars.len() && self.peek(0) != '\n' {
            self.skip(1);
        }
    }

    fn skip_block(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.skip(1);
                    continue;
                }
            }
            self.skip(2);
            if depth == 0 {
                return;
            }
        }
    }

    /// A string whose opening quote is next.
    fn skip_string(&mut self) {
        self.skip(1);
        while self.at < self.chars.len() {
            match self.peek(0) {
                '\\' => self.skip(2),
                '"' => return self.skip(1),
                _ => self.skip(1),
            }
        }
    }

    /// A string whose hashes or opening quote are next, and in which a backslash is a backslash.
    fn skip_raw_string(&mut self, hashes: usize) {
        self.skip(hashes + 1);
        while self.at < self.chars.len() {
            let closes = self.peek(0) == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#');
            if closes {
                return self.skip(hashes + 1);
            }
            self.skip(1);
        }
    }

    /// A character, which is dropped, or a lifetime, whose quote alone is dropped with its name.
    fn skip_quote(&mut self) {
        if self.peek(1) == '\\' {
            self.skip(3);
            while self.at < self.chars.len() && self.peek(0) != '\'' {
                self.skip(1);
            }
            self.skip(1);
        } else if self.peek(2) == '\'' {
            self.skip(3);
        } else {
            self.skip(1);
            while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                self.skip(1);
            }
        }
    }

    fn word(&mut self) {
        let mut end = self.at;
        while self.chars.get(end).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
            end += 1;
        }
        let word: String = self.chars[self.at..end].iter().collect();
        let length = end - self.at;
        let hashes = self.chars[end..].iter().take_while(|c| **c == '#').count();
        let after = self.peek(length + hashes);
        match word.as_str() {
            "r" | "br" | "cr" if after == '"' => {
                self.skip(length);
                self.skip_raw_string(hashes);
            }
            "b" | "c" if hashes == 0 && after == '"' => {
                self.skip(length);
                self.skip_string();
            }
            "b" if hashes == 0 && after == '\'' => {
                self.skip(length);
                self.skip_quote();
            }
            // A raw name keeps its prefix, so that `r#use` is not taken for the keyword.
            "r" if hashes == 1 && (after.is_alphabetic() || after == '_') => {
                let line = self.line;
                self.skip(length + hashes);
                self.word();
                if let Some(name) = self.tokens.last_mut().filter(|name| name.line == line) {
                    name.text.insert_str(0, "r#");
                }
            }
            _ => {
                self.push(word);
                self.skip(length);
            }
        }
    }
}

/// Marks the tokens of items under `#[cfg(test)]` or `#[test]`, and a whole file under `#![cfg(test)]`.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let inner = is(tokens, at + 1, "!");
        let open = at + 1 + usize::from(inner);
        if !(is(tokens, at, "#") && is(tokens, open, "[")) {
            at += 1;
            continue;
        }
        let close = closing(tokens, open);
        if !means_test(&tokens[open..close]) {
            at = close;
            continue;
        }
        let end = if inner { tokens.len() } else { item_end(tokens, close + 1) };
        let start = if inner { 0 } else { at };
        for token in &mut tokens[start..end] {
            token.test = true;
        }
        at = end;
    }
}

/// Whether an attribute, from its `[`, keeps its item for test builds alone.
fn means_test(attribute: &[Token]) -> bool {
    let words: Vec<&str> = attribute.iter().filter(|t| t.is_word()).map(|t| t.text.as_str()).collect();
    match words.as_slice() {
        ["test"] => true,
        ["cfg", rest @ ..] => rest.contains(&"test") && !rest.contains(&"not") && !rest.contains(&"any"),
        _ => false,
    }
}

/// The position after the item that begins at `at`: after its `;`, or after the braces of its body.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    const ITEMS: [&str; 10] =
        ["const", "enum", "fn", "impl", "mod", "static", "struct", "trait", "type", "use"];
    // A field or a variant ends at its comma; in an item a comma parts its parameters.
    let (mut item, mut import) = (false, false);
    while at < tokens.len() {
        let text = tokens[at].text.as_str();
        item |= ITEMS.contains(&text);
        import |= text == "use";
        match text {
            ";" => return at + 1,
            "," if !item => return at + 1,
            "}" | ")" => return at,
            "{" if !import => return (closing(tokens, at) + 1).min(tokens.len()),
            "{" | "(" | "[" => at = closing(tokens, at),
            _ => {}
        }
        at += 1;
    }
    tokens.len()
}

/// The position of the bracket that closes the one at `open`, or the last position.
fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len().saturating_sub(1)
}

/// Whether the token at `at` is this text.
pub fn is(tokens: &[Token], at: usize, text: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.text == text)
}
