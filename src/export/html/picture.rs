//! Embedded pictures: the bytes in a data URL, with caption and credit below.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::export::content::{Content, PictureError};
use crate::export::html::escape;
use crate::model::Image;

/// Writes a picture, or its description and why it is missing.
pub(crate) fn write(out: &mut String, content: &Content<'_>, image: &Image) {
    out.push_str("<figure>");
    let alt = if image.alt.is_empty() { "Picture" } else { &*image.alt };
    match content.pictures.picture(&image.path) {
        Ok(picture) => {
            out.push_str("<img alt=\"");
            escape::text(out, alt);
            out.push_str("\" src=\"data:");
            out.push_str(picture.media);
            out.push_str(";base64,");
            STANDARD.encode_string(&picture.bytes, out);
            out.push_str("\">");
            escape::element(out, "figcaption", "", &image.credit);
        }
        Err(why) => {
            escape::open(out, "figcaption", "", "");
            out.push_str("Picture: ");
            escape::name(out, alt);
            if !image.credit.is_empty() {
                out.push_str(" · ");
                escape::name(out, &image.credit);
            }
            out.push_str(match why {
                PictureError::Missing => "",
                PictureError::Elsewhere => " (left out: not in the timeline’s folder)",
                PictureError::Unknown => " (left out: not a PNG, JPEG or WebP file)",
                PictureError::TooLarge => " (left out: too large)",
            });
            out.push_str("</figcaption>");
        }
    }
    out.push_str("</figure>\n");
}
