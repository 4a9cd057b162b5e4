//! What a change changes, line by line: a unified diff, as `patch` and `git apply` read it.

use similar::TextDiff;

/// The difference between two texts of one file; empty if there is none.
#[must_use]
pub fn unified(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(unified("x", "a\n", "a\n"), "");
        assert_eq!(unified("x", "a\nb\n", "a\nc\n"), "--- x\n+++ x\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
    }
}
