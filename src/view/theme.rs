//! Themes: styles for named roles of text, read from `assets/themes`.
//!
//! Only those files define colours. A theme changes how roles look, never which role a text has.

use std::sync::OnceLock;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::app::Look;
use crate::app::page::Tone;

/// The styles of one theme, by role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Body text.
    pub ink: Style,
    /// Titles and headings.
    pub strong: Style,
    /// Secondary text.
    pub quiet: Style,
    /// Labels, and text unrelated to the page.
    pub faint: Style,
    /// Emphasis: what to look at first.
    pub accent: Style,
    /// Links.
    pub link: Style,
    /// Rules between panes.
    pub hairline: Style,
    /// The row under the cursor.
    pub selected: Style,
    /// Matches of a search.
    pub found: Style,
    /// The bar behind the heading of what has the keyboard.
    pub heading: Style,
}

impl Theme {
    #[must_use]
    pub(crate) fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Ink => self.ink,
            Tone::Strong => self.strong,
            Tone::Quiet => self.quiet,
            Tone::Faint => self.faint,
            Tone::Accent => self.accent,
            Tone::Link => self.link,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    /// The background for measuring contrast.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "the contrast is computed in a test"))]
    background: Option<String>,
    roles: Roles,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    ink: RoleStyle,
    strong: RoleStyle,
    quiet: RoleStyle,
    faint: RoleStyle,
    accent: RoleStyle,
    link: RoleStyle,
    hairline: RoleStyle,
    selected: RoleStyle,
    found: RoleStyle,
    heading: RoleStyle,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RoleStyle {
    fg: Option<Color>,
    bg: Option<Color>,
    bold: bool,
    dim: bool,
    underlined: bool,
    reversed: bool,
}

impl RoleStyle {
    fn style(&self) -> Style {
        let modifiers = [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.underlined, Modifier::UNDERLINED),
            (self.reversed, Modifier::REVERSED),
        ];
        let style = Style { fg: self.fg, bg: self.bg, ..Style::default() };
        modifiers
            .into_iter()
            .filter(|(on, _)| *on)
            .fold(style, |style, (_, modifier)| style.add_modifier(modifier))
    }
}

fn parse(text: &str) -> Result<ThemeFile, toml::de::Error> {
    toml::from_str(text)
}

fn text_of(look: Look) -> &'static str {
    match look {
        Look::Dark => include_str!("../../assets/themes/dark.toml"),
        Look::Light => include_str!("../../assets/themes/light.toml"),
        Look::Ansi => include_str!("../../assets/themes/ansi.toml"),
        Look::Mono => include_str!("../../assets/themes/mono.toml"),
    }
}

/// The theme of a look. A test checks that every file parses; otherwise its theme would be plain.
#[must_use]
pub(crate) fn theme(look: Look) -> &'static Theme {
    static THEMES: OnceLock<[Theme; Look::ALL.len()]> = OnceLock::new();
    let themes = THEMES.get_or_init(|| {
        Look::ALL.map(|look| {
            parse(text_of(look)).map_or_else(
                |_| Theme::default(),
                |ThemeFile { roles, .. }| Theme {
                    ink: roles.ink.style(),
                    strong: roles.strong.style(),
                    quiet: roles.quiet.style(),
                    faint: roles.faint.style(),
                    accent: roles.accent.style(),
                    link: roles.link.style(),
                    hairline: roles.hairline.style(),
                    selected: roles.selected.style(),
                    found: roles.found.style(),
                    heading: roles.heading.style(),
                },
            )
        })
    });
    let at = Look::ALL.iter().position(|other| *other == look).unwrap_or(0);
    &themes[at]
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier, Style};

    use super::{Look, parse, text_of, theme};

    /// Relative luminance and contrast of WCAG 2.1.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |colour: &str| match colour.parse::<Color>() {
            Ok(Color::Rgb(r, g, b)) => {
                let linear = |channel: u8| {
                    let value = f64::from(channel) / 255.0;
                    if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
                };
                0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
            }
            _ => panic!("{colour} is not true colour"),
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_theme_reads() {
        for look in Look::ALL {
            assert!(parse(text_of(look)).is_ok(), "{}: {:?}", look.name(), parse(text_of(look)));
        }
    }

    #[test]
    fn text_stands_out_from_its_background() {
        for look in [Look::Dark, Look::Light] {
            let file = parse(text_of(look)).unwrap();
            let background = file.background.unwrap();
            let styles = theme(look);
            for (role, style) in [
                ("quiet", styles.quiet),
                ("faint", styles.faint),
                ("accent", styles.accent),
                ("link", styles.link),
                ("selected", styles.selected),
                ("found", styles.found),
            ] {
                let Some(Color::Rgb(r, g, b)) = style.fg else { panic!("{role} has no true colour") };
                let ratio = contrast(&format!("#{r:02x}{g:02x}{b:02x}"), &background);
                assert!(ratio >= 4.5, "{} {role}: {ratio:.2}", look.name());
            }
            let hex = |colour: Option<Color>| colour.unwrap().to_string();
            let ratio = contrast(&hex(styles.heading.fg), &hex(styles.heading.bg));
            assert!(ratio >= 4.5, "{} heading: {ratio:.2}", look.name());
        }
    }

    #[test]
    fn without_colours_the_selection_still_shows() {
        let mono = theme(Look::Mono);
        for look in [Look::Ansi, Look::Mono] {
            assert_eq!(theme(look).heading, Style::default().add_modifier(Modifier::REVERSED));
        }
        assert!(mono.selected.add_modifier.contains(Modifier::REVERSED));
        for style in [
            mono.ink,
            mono.strong,
            mono.quiet,
            mono.faint,
            mono.accent,
            mono.link,
            mono.hairline,
            mono.selected,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_eq!(mono.ink, Style::default());
    }
}
