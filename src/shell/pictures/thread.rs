//! The thread that renders pictures; it sleeps until one is requested.

#![expect(clippy::disallowed_methods, reason = "a picture is read on a thread of its own")]

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::app::{Picture, PictureRequest};
use crate::shell::error::ShellError;
use crate::shell::pictures::decode::decode;
use crate::shell::pictures::picture_file::{self, FileState, PictureFileError};
use crate::shell::terminal::graphics::{Protocol, THREAD};
use crate::shell::threads::event::Event;
use crate::view::picture::{PictureProtocol, PictureTarget, render};

const CACHE_SIZE: usize = 6;
/// Picture ids have 24 bits; the process id in them tells two programs apart.
const ID_MASK: u32 = 0xff_ffff;

#[derive(Debug)]
struct CachedPicture {
    state: FileState,
    room: ratatui::layout::Size,
    ground: PictureTarget,
    picture: Arc<Picture>,
}

/// Starts the thread, and returns where requests are sent.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn start(events: Sender<Event>) -> Result<Sender<RenderJob>, ShellError> {
    let (sender, requests) = mpsc::channel::<RenderJob>();
    let read = move || {
        let mut cache: Vec<CachedPicture> = Vec::new();
        let mut id = std::process::id().wrapping_mul(0x1f3);
        while let Ok(first) = requests.recv() {
            let wanted = requests.try_iter().last().unwrap_or(first);
            id = id.wrapping_add(1) & ID_MASK;
            // A malformed picture may make a decoder panic.
            let made = panic::catch_unwind(AssertUnwindSafe(|| make(&wanted, &mut cache, id.max(1))));
            let made = made.unwrap_or_else(|_| Err(format!("`{}` cannot be read", wanted.request.path)));
            let picture = made.map_err(|why| format!("The picture cannot be shown: {why}."));
            if events.send(Event::PictureRead(wanted.request, picture)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name(THREAD.into()).spawn(read).map_err(ShellError::Thread)?;
    Ok(sender)
}

/// Renders a picture, or finds it in the cache.
fn make(wanted: &RenderJob, cache: &mut Vec<CachedPicture>, id: u32) -> Result<Arc<Picture>, String> {
    let RenderJob { request, timeline, ground } = wanted;
    let path: &str = &request.path;
    let found = picture_file::find(Path::new(timeline), path).map_err(PictureFileError::words)?;
    let is_it =
        |old: &CachedPicture| old.state == found.state && old.room == request.room && old.ground == *ground;
    if let Some(at) = cache.iter().position(is_it) {
        // The least recently used picture is dropped first.
        let old = cache.remove(at);
        let picture = Arc::clone(&old.picture);
        cache.push(old);
        return Ok(picture);
    }
    let state = found.state.clone();
    let image = decode(path, &found.read(path).map_err(PictureFileError::words)?)?;
    let picture = render(&image, request.room, *ground, id).map(Arc::new)?;
    if cache.len() >= CACHE_SIZE {
        cache.remove(0);
    }
    cache.push(CachedPicture { state, room: request.room, ground: *ground, picture: Arc::clone(&picture) });
    Ok(picture)
}

#[derive(Debug)]
pub(crate) struct RenderJob {
    pub request: PictureRequest,
    pub timeline: PathBuf,
    pub ground: PictureTarget,
}

/// Converts the protocol and the size of a cell, in pixels.
pub(crate) fn ground((protocol, cell): (Protocol, (u16, u16))) -> PictureTarget {
    let protocol = match protocol {
        Protocol::Blocks => PictureProtocol::Blocks,
        // The terminal was asked whether it accepts compressed images.
        Protocol::Kitty => PictureProtocol::Kitty { deflated: true },
        Protocol::Sixel => PictureProtocol::Sixel,
        Protocol::Inline => PictureProtocol::Inline,
    };
    PictureTarget { protocol, cell }
}
