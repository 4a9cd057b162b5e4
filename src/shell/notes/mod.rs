//! Speaker notes in a second terminal: the socket and both of its ends.

#[cfg_attr(not(unix), path = "no_client.rs")]
pub mod client;
#[cfg(unix)]
pub mod lines;
#[cfg_attr(not(unix), path = "no_server.rs")]
pub mod server;
#[cfg(unix)]
pub mod socket;
