//! What the screen has no room for beside a pane, and the key that leads there, for the pane's heading.

use crate::app::core::layout::Layout;
use crate::app::core::screens::Pane;
use crate::app::shared::Shared;
use crate::text::width::width;

/// The panes that are not shown, in the order in which the key comes to them: "Actors 2 · Concerns 1 → Tab". One pane
/// announces them: the reader, if it is shown. Empty for the others, and if all panes are shown.
#[must_use]
pub fn beside(pane: Pane, layout: &Layout, shared: &Shared) -> String {
    let names: Vec<String> = hidden(pane, layout, shared).into_iter().map(|(_, name)| name).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("{}{}", names.join(BETWEEN), key(shared))
}

const BETWEEN: &str = " · ";

fn key(shared: &Shared) -> String {
    format!(" → {}", shared.key_of("next-pane"))
}

/// The pane that these words name at a column of the heading, at whose right end they stand.
pub(crate) fn named_at(pane: Pane, layout: &Layout, shared: &Shared, column: u16) -> Option<Pane> {
    let end = layout.pane(pane)?.right().checked_sub(1)?;
    let mut from_end =
        width(&beside(pane, layout, shared)).checked_sub(usize::from(end.checked_sub(column)?))?;
    for (named, name) in hidden(pane, layout, shared) {
        let wide = width(&name);
        if from_end < wide {
            return Some(named);
        }
        from_end = from_end.checked_sub(wide + width(BETWEEN))?;
    }
    None
}

fn hidden(pane: Pane, layout: &Layout, shared: &Shared) -> Vec<(Pane, String)> {
    let announcing = if layout.reader.is_some() { Pane::Reader } else { shared.focus };
    if pane != announcing || layout.stage.is_some() || shared.prompt.is_some() {
        return Vec::new();
    }
    let at = Pane::ALL.iter().position(|pane| *pane == shared.focus).unwrap_or(0);
    let others = (1..Pane::ALL.len()).map(|step| Pane::ALL[(at + step) % Pane::ALL.len()]);
    let hidden = others.filter(|pane| shared.has_pane(*pane) && layout.pane(*pane).is_none());
    let [actors, concerns] = shared.related;
    let name = |hidden| match hidden {
        Pane::Events => Some("Events".to_owned()),
        // That an event can be read goes without saying.
        Pane::Reader => (pane != Pane::Events).then(|| "Reader".to_owned()),
        Pane::Actors => Some(format!("Actors {actors}")),
        Pane::Concerns => Some(format!("Concerns {concerns}")),
    };
    hidden.filter_map(|pane| Some((pane, name(pane)?))).collect()
}
