//! A record that is added, and its TOML, key by key.

use std::fmt::Write as _;

use crate::model::{Table, When};

/// A record to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its table.
    pub table: Table,
    /// Its id.
    pub id: String,
    /// Its TOML, in canonical form.
    pub text: String,
    /// When it happened.
    pub date: Option<When>,
    /// What was taken for granted and should be looked at; empty if nothing was.
    pub note: String,
}

/// A record that is being written.
#[derive(Debug)]
pub(super) struct Text(String);

impl Text {
    pub(super) fn new(table: &str) -> Self {
        Self(format!("[[{table}]]\n"))
    }

    pub(super) fn text(&mut self, key: &str, value: &str) {
        let value = toml::Value::String(value.to_owned());
        let _ = writeln!(self.0, "{key} = {value}");
    }

    /// A value as it is written: a number.
    pub(super) fn raw(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    /// A list; nothing if it is empty.
    pub(super) fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> =
                values.iter().map(|value| toml::Value::String(value.clone()).to_string()).collect();
            let _ = writeln!(self.0, "{key} = [{}]", values.join(", "));
        }
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}
