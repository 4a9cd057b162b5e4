//! Speaker notes in a second terminal: the socket and both of its ends.

#[cfg(unix)]
pub(crate) mod client;
#[cfg(not(unix))]
mod no_sockets;
#[cfg(unix)]
pub(crate) mod server;
#[cfg(unix)]
pub(crate) mod socket;

#[cfg(not(unix))]
pub(crate) use crate::shell::notes::{no_sockets as client, no_sockets as server};

/// Whether a briefing can be shared with a group.
///
/// # Errors
/// Why it cannot, as a sentence without its full stop.
pub(crate) fn can_share_with(group: &str) -> Result<(), String> {
    #[cfg(unix)]
    return socket::folder_of(socket::group(group)?).map(drop).map_err(|why| why.to_string());
    #[cfg(not(unix))]
    return Err(format!("this system has no groups, so none is called {group}"));
}
