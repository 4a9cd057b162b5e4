//! What the screen has no room for beside a pane, and the key that leads there, for the pane's heading.

use crate::app::core::layout::Layout;
use crate::app::core::screens::Pane;
use crate::app::shared::Shared;

/// The panes that are not shown, in the order in which the key comes to them: "Actors 2 · Concerns 1 → Tab". One pane
/// announces them: the reader, if it is shown. Empty for the others, and if all panes are shown.
#[must_use]
pub fn beside(pane: Pane, layout: &Layout, shared: &Shared) -> String {
    let announcing = if layout.reader.is_some() { Pane::Reader } else { shared.focus };
    if pane != announcing || layout.stage.is_some() || shared.prompt.is_some() {
        return String::new();
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
    let names: Vec<String> = hidden.filter_map(name).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("{} → {}", names.join(" · "), shared.key_of("next-pane"))
}
