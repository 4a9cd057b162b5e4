//! Numbers as people read them.

/// A number with a comma before every three digits: 9,950.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let is_start = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    (0..).zip(digits.chars()).flat_map(|(at, c)| is_start(at).then_some(',').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_separated() {
        assert_eq!([0, 999, 9950, 1_234_567].map(grouped), ["0", "999", "9,950", "1,234,567"]);
    }
}
