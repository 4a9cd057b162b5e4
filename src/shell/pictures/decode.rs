//! Decodes pictures, within limits: the size that a picture claims is checked before it is unpacked.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

const MOST_PIXELS: u64 = 8192 * 8192;
/// In bytes, while unpacking.
const MOST_BYTES: u64 = 320 << 20;

/// Decodes a picture, whatever its file is called.
///
/// # Errors
/// The obstacle, as a sentence without its full stop.
pub(crate) fn decode(path: &str, bytes: &[u8]) -> Result<DynamicImage, String> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ => return Err(format!("`{path}` is not a PNG, JPEG or WebP picture")),
    };
    let name = match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
        _ => "WebP",
    };
    let describe = |error: ImageError| match error {
        ImageError::Limits(_) => too_large(path),
        ImageError::IoError(_) => format!("`{path}` is cut off in the middle"),
        _ => format!("`{path}` is not a valid {name} picture"),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(describe)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err(too_large(path));
    }
    // Cameras store the orientation instead of turning the picture.
    let orientation = decoder.orientation();
    let mut image = DynamicImage::from_decoder(decoder).map_err(describe)?;
    if let Ok(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn too_large(path: &str) -> String {
    format!("`{path}` is larger than 8,192 by 8,192 pixels")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, RgbImage};

    use super::decode;

    const FORMATS: [ImageFormat; 3] = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let shade = |number: u32| u8::try_from(number).unwrap();
        let mut bytes = Vec::new();
        let image = RgbImage::from_fn(40, 30, |x, y| image::Rgb([shade(x * 6), shade(y * 8), 99]));
        DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    /// A PNG that claims these dimensions, with hardly any data.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = encoded(ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let mut sum = u32::MAX;
        for byte in &bytes[12..29] {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
        bytes
    }

    #[test]
    fn formats_are_recognized_regardless_of_the_name() {
        for format in FORMATS {
            for path in ["a.png", "a.jpg", "a"] {
                let image = decode(path, &encoded(format)).unwrap();
                assert_eq!((image.width(), image.height()), (40, 30), "{format:?}");
            }
        }
    }

    #[test]
    fn a_decompression_bomb_is_not_unpacked() {
        for (width, height) in [(100_000, 100_000), (8193, 8192), (u32::MAX >> 1, 1), (1, u32::MAX >> 1)] {
            let error = decode("bomb.png", &bomb(width, height)).unwrap_err();
            assert!(error.contains("larger than"), "{width}x{height}: {error}");
        }
        // Within the limits, it is rejected for missing data instead.
        assert!(!decode("a.png", &bomb(41, 30)).unwrap_err().contains("pixels"));
    }

    #[test]
    fn broken_pictures_are_reported() {
        for format in FORMATS {
            let whole = encoded(format);
            for length in [12, 16, 30, whole.len() / 2] {
                // A truncated JPEG may be shown in part.
                if let Err(error) = decode("cut", &whole[..length.min(whole.len())]) {
                    assert!(error.starts_with("`cut` "), "{error}");
                } else {
                    assert_eq!(format, ImageFormat::Jpeg);
                }
            }
        }
        for other in [&b"GIF89a\x01\0\x01\0"[..], b"", b"<svg/>", b"\x89PN", b"BM\0\0\0\0"] {
            let error = decode("x", other).unwrap_err();
            assert_eq!(error, "`x` is not a PNG, JPEG or WebP picture");
        }
    }

    proptest::proptest! {
        #[test]
        fn corrupt_bytes_never_panic(format in 0_usize..3, at: proptest::sample::Index, byte: u8, length: proptest::sample::Index) {
            let mut bytes = encoded(FORMATS[format]);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(length.index(bytes.len()) + 1);
            let _ = decode("x", &bytes);
        }
    }
}
