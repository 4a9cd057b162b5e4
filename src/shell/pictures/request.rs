//! A wish for a picture with what the shell knows beside it.

use std::path::PathBuf;

use crate::app::PictureWish;
use crate::shell::terminal::graphics::Protocol;
use crate::view::picture::{Ground, Way};

/// A picture that is wanted.
#[derive(Debug)]
pub struct PictureRequest {
    /// The application's wish.
    pub wish: PictureWish,
    /// The timeline's file.
    pub timeline: PathBuf,
    /// How it is to be shown.
    pub ground: Ground,
}

/// What a picture is made for, in the words of what makes it.
pub fn ground((protocol, cell): (Protocol, (u16, u16))) -> Ground {
    let way = match protocol {
        Protocol::Blocks => Way::Blocks,
        // The terminal was asked whether it takes what is deflated.
        Protocol::Kitty => Way::Kitty { deflated: true },
        Protocol::Sixel => Way::Sixel,
        Protocol::Inline => Way::Inline,
    };
    Ground { way, cell }
}
