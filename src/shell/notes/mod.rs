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
