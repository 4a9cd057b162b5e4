//! Speaker notes in a second terminal: the socket and both of its ends.

#[cfg_attr(not(unix), path = "no_client.rs")]
pub(crate) mod client;
#[cfg(unix)]
pub(crate) mod lines;
#[cfg_attr(not(unix), path = "no_server.rs")]
pub(crate) mod server;
#[cfg(unix)]
pub(crate) mod socket;
