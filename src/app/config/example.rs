//! A configuration with everything in it, every line a remark: made from the tables that the program goes by.

use crate::app::config::read::GLYPHS;
use crate::app::core::look::Look;
use crate::app::core::msg::View;
use crate::app::input::bindings::Keymap;

/// The example, as text.
#[must_use]
pub fn example() -> String {
    let mut text = String::from(
        "# The configuration of annals. A line holds once the # in front of it is taken away.\n\
         # It is read when the program starts; `annals config` says where it is looked for, and what is wrong with it.\n",
    );
    let words =
        |names: &[&str]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let mut setting = |what: &str, line: &str| text.push_str(&format!("\n# {what}\n# {line}\n"));
    setting(
        &format!(
            "The colours: {}. Without it, they follow the terminal's background.",
            words(&Look::ALL.map(Look::name))
        ),
        "theme = \"light\"",
    );
    setting(&format!("The characters of lines and marks: {}.", words(&GLYPHS)), "glyphs = \"ascii\"");
    setting(
        "Whether the mouse works here at the start; without it, it selects text in the terminal.",
        "mouse = true",
    );
    setting(
        &format!("The view that a timeline opens with: {}.", words(&View::ALL.map(View::name))),
        "view = \"browse\"",
    );
    let mut setting = |what: &str, line: &str| text.push_str(&format!("\n# {what}\n# {line}\n"));
    setting(
        "The editor that e opens; without it, VISUAL or EDITOR. {file}, {line} and {column} stand for the place.",
        "editor = \"vim\"",
    );
    text.push_str("\n# Filters by name: `&` offers them as @name.\n# [filters]\n# talks = \"kind:talks\"\n");
    text.push_str(
        "\n# The keys of the actions: one, or a list; [] for none. Those behind a prefix have the key after it.\n\
         # Here are all actions with the keys that they have.\n# [keys]\n",
    );
    let keymap = Keymap::default();
    for (group, bindings) in keymap.groups(None) {
        text.push_str(&format!("# # {group}\n"));
        for binding in bindings {
            let keys: Vec<String> = binding.keys.iter().map(|key| quoted(&key.to_string())).collect();
            let keys =
                if let [key] = keys.as_slice() { key.clone() } else { format!("[{}]", keys.join(", ")) };
            let line = format!("{} = {keys}", binding.name);
            text.push_str(&format!("# {line:<44} # {}\n", binding.help));
        }
    }
    text
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::example;
    use crate::app::config::read;
    use crate::app::input::keymap::BINDINGS;
    use crate::text::Document;

    #[test]
    fn the_example_is_read_without_a_problem_with_and_without_its_remarks() {
        let text = example();
        let bare: String =
            text.lines().map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        // What is prose stays a remark.
        let bare: String = bare
            .lines()
            .filter(|line| line.starts_with(['#', '[']) || line.contains(" = "))
            .map(|line| line.to_owned() + "\n")
            .collect();
        for (text, has_all) in [(&text, false), (&bare, true)] {
            let (config, problems) = read(&Document::new("config.toml", text.as_str()));
            assert!(problems.is_empty(), "{problems:?}\n{text}");
            assert_eq!(config.theme.is_some() && config.view.is_some() && config.filters.len() == 1, has_all);
            for binding in BINDINGS {
                assert_eq!(config.keymap.named(binding.name).unwrap().keys, binding.keys);
            }
        }
        for binding in BINDINGS {
            assert!(text.contains(&format!("# {} = ", binding.name)), "{}", binding.name);
        }
    }
}
