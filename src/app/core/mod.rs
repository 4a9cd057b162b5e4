//! What every view shares: messages, effects, the layout, the session, briefings and pictures.

pub mod briefing;
pub mod effect;
pub mod explanations;
pub mod folds;
pub mod key;
pub mod layout;
pub mod lead;
pub mod listing;
pub mod loaded;
pub mod msg;
pub mod picture;
pub mod reload_changes;
pub mod screens;
pub mod session;
pub mod sorting;
pub mod subject;
