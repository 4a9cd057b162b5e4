//! Renders a picture to cells: scaled to the space available, in the terminal's graphics protocol.
//!
//! The library writes the protocols but does not detect them, since the terminal's replies arrive with all other input.
//! For a terminal that stores pictures (kitty's protocol), the data is separated from the cells, so that drawing the
//! same cells again sends nothing.

use image::imageops::{self, FilterType};
use image::{DynamicImage, Rgb, RgbImage, RgbaImage};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Widget as _;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::halfblocks::Halfblocks;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;

use crate::app::Picture;
use crate::app::core::picture::Sent;

/// The placeholder character of kitty's protocol.
const PLACEHOLDER: char = '\u{10eeee}';

/// A graphics protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProtocol {
    /// Half-blocks in two colours, supported by all terminals.
    Blocks,
    /// Kitty's graphics protocol, with placeholders.
    Kitty {
        /// Whether it accepts compressed data.
        deflated: bool,
    },
    /// Sixels.
    Sixel,
    /// `iTerm2`'s inline images.
    Inline,
}

/// The protocol and cell size to render for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureTarget {
    /// The protocol.
    pub protocol: PictureProtocol,
    /// The width and height of a cell, in pixels.
    pub cell: (u16, u16),
}

impl Default for PictureTarget {
    /// Half-blocks, in cells of the usual proportions.
    fn default() -> Self {
        Self { protocol: PictureProtocol::Blocks, cell: (10, 20) }
    }
}

/// Renders a picture as large as fits, but never enlarged; `id` identifies it in the terminal's store, from 1 to below
/// 2²⁴.
///
/// # Errors
/// The library's error.
pub fn render(image: &DynamicImage, room: Size, target: PictureTarget, id: u32) -> Result<Picture, String> {
    let (wide, high) = (u32::from(target.cell.0.max(1)), u32::from(target.cell.1.max(1)));
    let scaled = scale(image, u32::from(room.width.max(1)) * wide, u32::from(room.height.max(1)) * high);
    let cells = |pixels: u32, cell: u32| u16::try_from(pixels.div_ceil(cell)).unwrap_or(u16::MAX);
    let size = Size { width: cells(scaled.width(), wide), height: cells(scaled.height(), high) };
    let to_text = |error: ratatui_image::errors::Errors| error.to_string();
    let blocks = || Halfblocks::new(scaled.clone().into(), size).map(Protocol::Halfblocks).map_err(to_text);
    if target.protocol == PictureProtocol::Blocks {
        return Ok(Picture { cells: painted(&blocks()?, size), blocks: None, sent: None });
    }
    let padded = padded(&scaled, u32::from(size.width) * wide, u32::from(size.height) * high);
    let protocol = match target.protocol {
        PictureProtocol::Blocks => blocks()?,
        PictureProtocol::Kitty { deflated } => {
            Protocol::Kitty(Kitty::new(padded, size, id, false, deflated).map_err(to_text)?)
        }
        PictureProtocol::Sixel => Protocol::Sixel(Sixel::new(padded, size, false).map_err(to_text)?),
        PictureProtocol::Inline => Protocol::ITerm2(Iterm2::new(padded, size, false).map_err(to_text)?),
    };
    let mut cells = painted(&protocol, size);
    if let PictureProtocol::Kitty { .. } = target.protocol {
        return Ok(Picture { sent: parted(&mut cells, id), cells, blocks: None });
    }
    Ok(Picture { cells, blocks: Some(painted(&blocks()?, size)), sent: None })
}

fn painted(protocol: &Protocol, size: Size) -> Buffer {
    let mut buffer = Buffer::empty(Rect::from((ratatui::layout::Position::ORIGIN, size)));
    Image::new(protocol).render(buffer.area, &mut buffer);
    buffer
}

/// Separates the data of a picture from its first cell; `None` if it has no placeholder.
fn parted(cells: &mut Buffer, id: u32) -> Option<Sent> {
    let first = cells.cell_mut((0, 0))?;
    let symbol = first.symbol().to_owned();
    let at = symbol.find(PLACEHOLDER)?;
    first.set_symbol(&symbol[at..]);
    Some(Sent { id, sequence: symbol[..at].to_owned() })
}

/// Scales a picture down to at most this many pixels, with transparency on white.
fn scale(image: &DynamicImage, width: u32, height: u32) -> RgbImage {
    let (wide, high) = (image.width().max(1), image.height().max(1));
    // Compared as fractions: width / wide < height / high.
    let by_width = u64::from(width) * u64::from(high) < u64::from(height) * u64::from(wide);
    let (part, whole) = if by_width { (width, wide) } else { (height, high) };
    let (part, whole) = if part >= whole { (1, 1) } else { (part, whole) };
    let shrunk = |pixels: u32| {
        let exact = (u64::from(pixels) * u64::from(part) + u64::from(whole) / 2) / u64::from(whole);
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    };
    let (to_width, to_height) = (shrunk(wide).min(width.max(1)), shrunk(high).min(height.max(1)));
    let small = match () {
        () if (to_width, to_height) == (wide, high) => image.clone(),
        // Averaging is fast, and as good when shrinking a lot.
        () if wide / to_width >= 2 => image.thumbnail_exact(to_width, to_height),
        () => image.resize_exact(to_width, to_height, FilterType::Triangle),
    };
    if !small.color().has_alpha() {
        return small.into_rgb8();
    }
    let mut paper = RgbaImage::from_pixel(to_width, to_height, image::Rgba([255; 4]));
    imageops::overlay(&mut paper, &small.into_rgba8(), 0, 0);
    RgbImage::from_fn(to_width, to_height, |x, y| {
        let [red, green, blue, _] = paper.get_pixel(x, y).0;
        Rgb([red, green, blue])
    })
}

/// Pads a picture at the right and bottom to whole cells.
fn padded(image: &RgbImage, width: u32, height: u32) -> DynamicImage {
    let mut cells = RgbaImage::new(width, height);
    for (x, y, Rgb([red, green, blue])) in image.enumerate_pixels() {
        cells.put_pixel(x, y, image::Rgba([*red, *green, *blue, 255]));
    }
    cells.into()
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, Rgba, RgbaImage};
    use ratatui::buffer::CellDiffOption;
    use ratatui::layout::Size;
    use ratatui::style::Color;

    use super::{PLACEHOLDER, PictureProtocol, PictureTarget, render, scale};

    const ROOM: Size = Size { width: 20, height: 6 };

    fn picture(width: u32, height: u32) -> DynamicImage {
        RgbaImage::from_fn(
            width,
            height,
            |x, _| if x < width / 2 { Rgba([200, 0, 0, 255]) } else { Rgba([0; 4]) },
        )
        .into()
    }

    fn target(via: PictureProtocol) -> PictureTarget {
        PictureTarget { protocol: via, ..PictureTarget::default() }
    }

    #[test]
    fn every_picture_stays_in_its_room() {
        for (width, height) in
            [(1, 1), (1, 5000), (5000, 1), (199, 119), (200, 120), (201, 121), (3000, 2000)]
        {
            for via in [
                PictureProtocol::Blocks,
                PictureProtocol::Kitty { deflated: true },
                PictureProtocol::Sixel,
                PictureProtocol::Inline,
            ] {
                let rendered = render(&picture(width, height), ROOM, target(via), 7).unwrap();
                let size = rendered.size();
                assert!(size.width >= 1 && size.width <= ROOM.width, "{width}x{height} {via:?} {size}");
                assert!(size.height >= 1 && size.height <= ROOM.height, "{width}x{height} {via:?} {size}");
                assert!(rendered.blocks.is_none_or(|blocks| blocks.area == rendered.cells.area));
            }
        }
    }

    #[test]
    fn proportions_are_kept_and_nothing_is_enlarged() {
        let size = |image: &DynamicImage| scale(image, 200, 120).dimensions();
        assert_eq!(size(&picture(3000, 1500)), (200, 100));
        assert_eq!(size(&picture(1500, 3000)), (60, 120));
        assert_eq!(size(&picture(50, 20)), (50, 20));
        assert_eq!(size(&picture(220, 20)), (200, 18));
    }

    #[test]
    fn half_blocks_have_the_colours_of_the_picture_and_paper_where_it_has_none() {
        let rendered = render(&picture(200, 120), ROOM, PictureTarget::default(), 7).unwrap();
        assert_eq!(rendered.cells[(2, 2)].bg, Color::Rgb(200, 0, 0));
        assert_eq!(rendered.cells[(17, 2)].bg, Color::Rgb(255, 255, 255));
    }

    #[test]
    fn what_is_sent_is_no_part_of_the_cells() {
        for deflated in [false, true] {
            let rendered =
                render(&picture(200, 120), ROOM, target(PictureProtocol::Kitty { deflated }), 0x01_02_03)
                    .unwrap();
            let sent = rendered.sent.unwrap();
            assert_eq!(sent.id, 0x01_02_03);
            assert!(sent.sequence.starts_with("\x1b_Gq=2,i=66051,a=T,U=1,f=32,"));
            assert_eq!(sent.sequence.contains("o=z"), deflated);
            assert!(sent.sequence.ends_with("\x1b\\"));
            for cell in &rendered.cells.content {
                assert!(cell.symbol().starts_with(PLACEHOLDER) && cell.symbol().chars().count() <= 4);
                assert_eq!(cell.fg, Color::Rgb(1, 2, 3));
            }
        }
    }

    #[test]
    fn graphics_stand_in_their_first_cell_and_are_skipped_over() {
        for (via, opening) in
            [(PictureProtocol::Sixel, "\x1bP"), (PictureProtocol::Inline, "\x1b]1337;File=inline=1;")]
        {
            let rendered = render(&picture(200, 120), ROOM, target(via), 7).unwrap();
            assert!(rendered.cells[(0, 0)].symbol().contains(opening), "{via:?}");
            assert!(rendered.cells.content[1..].iter().all(|cell| cell.diff_option == CellDiffOption::Skip));
            assert_eq!(rendered.blocks.unwrap()[(0, 0)].bg, Color::Rgb(200, 0, 0));
        }
    }
}
