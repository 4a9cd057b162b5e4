//! A request for a picture, with what only the shell knows.

use std::path::PathBuf;

use crate::app::PictureWish;
use crate::shell::terminal::graphics::Protocol;
use crate::view::picture::{Ground, Way};

#[derive(Debug)]
pub(crate) struct PictureRequest {
    pub wish: PictureWish,
    pub timeline: PathBuf,
    pub ground: Ground,
}

/// Converts the protocol and the size of a cell, in pixels.
pub(crate) fn ground((protocol, cell): (Protocol, (u16, u16))) -> Ground {
    let way = match protocol {
        Protocol::Blocks => Way::Blocks,
        // The terminal was asked whether it accepts compressed images.
        Protocol::Kitty => Way::Kitty { deflated: true },
        Protocol::Sixel => Way::Sixel,
        Protocol::Inline => Way::Inline,
    };
    Ground { way, cell }
}
