//! QR codes as PNG, as SVG and as text for the terminal.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// The width of the quiet zone that scanners require, in modules (ISO/IEC 18004).
const QUIET_ZONE_MODULES: usize = 4;
/// The intended width of a PNG, in pixels: that of WeChat's own images.
const PNG_WIDTH_PIXELS: usize = 430;

/// The modules of a QR code with its quiet zone.
struct Grid {
    code: QrCode,
    side: usize,
}

impl Grid {
    /// Encodes a text; returns `None` if it is too long for a QR code.
    fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let side = code.width() + 2 * QUIET_ZONE_MODULES;
        Some(Self { code, side })
    }

    fn dark(&self, x: usize, y: usize) -> bool {
        let within = |at: usize| at.checked_sub(QUIET_ZONE_MODULES).filter(|&at| at < self.code.width());
        within(x).zip(within(y)).is_some_and(|at| self.code[at] == Color::Dark)
    }
}

/// Returns a PNG of a text, or `None` if the text is too long.
pub(crate) fn png(text: &str) -> Option<Vec<u8>> {
    let grid = Grid::of(text)?;
    let scale = (PNG_WIDTH_PIXELS / grid.side).max(1);
    let side = grid.side * scale;
    let pixel = |x: usize, y: usize| if grid.dark(x / scale, y / scale) { 0 } else { 255 };
    let pixels: Vec<u8> =
        (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).collect();
    let mut picture = Vec::new();
    let side = u32::try_from(side).ok()?;
    let mut encoder = png::Encoder::new(&mut picture, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(picture)
}

/// Returns an SVG of a text with one unit per module, or `None` if the text is too long.
pub(crate) fn svg(text: &str) -> Option<String> {
    let grid = Grid::of(text)?;
    let side = grid.side;
    let mut path = String::new();
    for y in 0..side {
        for x in (0..side).filter(|&x| grid.dark(x, y)) {
            // Writing to a string cannot fail.
            write!(path, "M{x} {y}h1v1h-1z").ok();
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
    ))
}

/// Returns a drawing with half blocks, light on dark, which phones can read from most terminals, or `None` if the
/// text is too long.
pub(crate) fn terminal(text: &str) -> Option<String> {
    let grid = Grid::of(text)?;
    let mut drawing = String::new();
    for y in (2..grid.side - 2).step_by(2) {
        for x in 2..grid.side - 2 {
            let (upper, lower) = (grid.dark(x, y), y + 1 < grid.side && grid.dark(x, y + 1));
            drawing.push(match (upper, lower) {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            });
        }
        drawing.push('\n');
    }
    Some(drawing)
}
