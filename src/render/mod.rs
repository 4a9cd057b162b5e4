//! Descriptions as text: plain lines for pipes and screen readers, Markdown for editors.
//!
//! Both render a [`crate::describe::Description`], in its order.

pub(crate) mod markdown;
pub(crate) mod plain;
