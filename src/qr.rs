//! QR codes as PNG, as JPEG, as SVG, and as text for terminals.

mod draw;
mod jpeg;

pub(crate) use draw::draw_png;

use qrcode::render::svg;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

/// The maximum side of an image, in pixels; WeChat's own images have 430.
const MAX_SIDE: u32 = 430;

fn code(text: &str) -> Option<QrCode> {
    QrCode::with_error_correction_level(text, EcLevel::M).ok()
}

/// Returns a PNG for a text; `None` if the text is too long.
pub(crate) fn png(text: &str) -> Option<Vec<u8>> {
    let drawing = code(text)?.render().dark_color('#').max_dimensions(MAX_SIDE, MAX_SIDE).build();
    let side = u32::try_from(drawing.lines().count()).ok()?;
    let pixels: Vec<u8> =
        drawing.lines().flat_map(str::bytes).map(|pixel| if pixel == b'#' { 0 } else { 255 }).collect();
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(picture)
}

/// The width of a picture's blocks, in pixels.
const BLOCK: usize = 8;

/// Returns a code of a mini-program as a picture of `side` by `side` pixels: a JPEG, or a transparent PNG. `None` if the
/// text does not fit.
pub(crate) fn mini_code(text: &str, side: u16, is_transparent: bool) -> Option<Vec<u8>> {
    const QUIET_ZONE: usize = 4;
    let code = code(text)?;
    let modules = code.width();
    let blocks = usize::from(side) / BLOCK;
    let scale = blocks / (modules + 2 * QUIET_ZONE);
    if scale == 0 {
        return None;
    }
    let start = (blocks - scale * modules) / 2;
    let module = |block: usize| block.checked_sub(start).map(|at| at / scale).filter(|at| *at < modules);
    let is_dark = |column: usize, row: usize| {
        let at = module(column).zip(module(row));
        at.is_some_and(|(column, row)| code[(column, row)] == qrcode::Color::Dark)
    };
    if !is_transparent {
        return Some(jpeg::encode(side, is_dark));
    }
    let side = usize::from(side);
    let points = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let pixels: Vec<u8> =
        points.flat_map(|(x, y)| [0, if is_dark(x / BLOCK, y / BLOCK) { 255 } else { 0 }]).collect();
    let side = u32::try_from(side).ok()?;
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::GrayscaleAlpha);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(picture)
}

/// Returns an SVG for a text; `None` if the text is too long.
pub(crate) fn svg(text: &str) -> Option<String> {
    let mut drawing = code(text)?.render::<svg::Color<'_>>().max_dimensions(MAX_SIDE, MAX_SIDE).build();
    drawing.push('\n');
    Some(drawing)
}

/// Returns a drawing of half blocks, light on dark, which phones can scan from most terminals; `None` if the text is
/// too long.
pub(crate) fn terminal(text: &str) -> Option<String> {
    // The names assume a terminal with dark text on a light background.
    let (ink, ground) = (Dense1x2::Light, Dense1x2::Dark);
    let mut drawing = code(text)?.render().dark_color(ink).light_color(ground).build();
    drawing.push('\n');
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::{MAX_SIDE, draw_png, jpeg, mini_code, png, svg, terminal};

    const URL: &str = "http://weixin.qq.com/q/02Jx9rVzGIdNe10000M07H";

    /// Decodes an image of `width` by `height` pixels; `dark` returns `true` for a dark pixel.
    fn read(width: usize, height: usize, dark: impl Fn(usize, usize) -> bool) -> String {
        let grey = |x: usize, y: usize| if dark(x, y) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1, "codes in the picture");
        grids[0].decode().expect("a code").1
    }

    /// Returns whether the outer four modules, of `module` pixels each, are light, as ISO/IEC 18004 requires.
    fn has_quiet_zone(side: usize, module: usize, dark: impl Fn(usize, usize) -> bool) -> bool {
        let quiet = 4 * module;
        let outer = |at: usize| at < quiet || at >= side - quiet;
        (0..side).all(|y| (0..side).all(|x| !((outer(x) || outer(y)) && dark(x, y)))) && dark(quiet, quiet)
    }

    #[test]
    fn a_drawing_of_the_terminal_is_a_code() {
        let drawing = terminal(URL).expect("a drawing");
        let lines: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
        let side = lines[0].len();
        let dark = |x: usize, y: usize| match lines[y / 2][x] {
            ' ' => true,
            '▄' => y.is_multiple_of(2),
            '▀' => !y.is_multiple_of(2),
            _ => false,
        };
        assert!(has_quiet_zone(side, 1, dark));
        // A scanner needs more than one pixel per module.
        assert_eq!(read(side * 4, side * 4, |x, y| dark(x / 4, y / 4)), URL);
    }

    #[test]
    fn an_svg_is_a_code() {
        let drawing = svg(URL).expect("a drawing");
        let side: usize = number_after(&drawing, "width=\"").expect("a width");
        assert!(
            side <= MAX_SIDE as usize && drawing.contains(&format!("viewBox=\"0 0 {side} {side}\"")),
            "{drawing}"
        );
        // `M12 24h4v4H12V24` draws a square from this point.
        let square =
            |path: &str| Some((number_after(path, "")?, number_after(path, " ")?, number_after(path, "h")?));
        let squares: Vec<(usize, usize, usize)> = drawing.split('M').skip(1).filter_map(square).collect();
        let mut pixels = vec![false; side * side];
        for (left, top, size) in &squares {
            for y in *top..top + size {
                pixels[y * side + left..][..*size].fill(true);
            }
        }
        let dark = |x: usize, y: usize| pixels[y * side + x];
        assert!(has_quiet_zone(side, squares[0].2, dark));
        assert_eq!(read(side, side, dark), URL);
    }

    fn number_after(text: &str, before: &str) -> Option<usize> {
        let rest = &text[text.find(before)? + before.len()..];
        rest[..rest.find(|char: char| !char.is_ascii_digit())?].parse().ok()
    }

    /// The text of a code of a mini-program on the mock.
    const MINI: &str = "HTTPS://MP.WEIXIN.QQ.COM/A/0123456789";

    #[test]
    fn a_code_of_a_mini_program_is_read_in_every_size() {
        for side in [280, 430, 1277, 1280] {
            let (width, greys) = jpeg::tests::decode(&mini_code(MINI, side, false).expect("a picture"));
            assert_eq!(width, usize::from(side));
            let blocks = width.div_ceil(8);
            assert_eq!(read(width, width, |x, y| greys[y / 8 * blocks + x / 8] < 128), MINI);
        }
        assert_eq!(mini_code(MINI, 200, false), None);
    }

    #[test]
    fn a_picture_is_drawn_in_a_narrow_terminal() {
        let picture = mini_code(MINI, 280, true).expect("a picture");
        for columns in [70, 280, 1000] {
            let drawing = draw_png(&picture, columns).expect("a drawing");
            let lines: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
            let side = lines[0].len();
            assert_eq!(side, columns.min(280));
            let dark = |x: usize, y: usize| match lines[y / 2][x] {
                ' ' => true,
                '▄' => y.is_multiple_of(2),
                '▀' => !y.is_multiple_of(2),
                _ => false,
            };
            assert_eq!(read(side * 4, side * 4, |x, y| dark(x / 4, y / 4)), MINI);
        }
        assert_eq!(draw_png(b"\x89PNG\r\n\x1a\n", 80), None);
    }

    #[test]
    fn a_text_that_is_too_long_is_no_code() {
        let text = "x".repeat(3000);
        assert_eq!((png(&text), svg(&text), terminal(&text)), (None, None, None));
    }
}
