//! Draws PNG pictures with half blocks, for terminals.

use std::io::Cursor;

/// The largest side of a picture that is drawn, in pixels.
const MAX_SIDE: u32 = 4096;
/// The memory that a picture may take, in bytes.
const MAX_BYTES: usize = 64 << 20;
/// The grey below which a point is dark.
const THRESHOLD: u32 = 128;

/// Returns a drawing of at most `columns` columns, light on dark like [`super::terminal`]; `None` if this is no PNG or
/// too large.
pub(crate) fn draw_png(picture: &[u8], columns: usize) -> Option<String> {
    let limits = png::Limits { bytes: MAX_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(picture), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let samples = info.color_type.samples();
    let grey = |x: usize, y: usize| {
        let at = y * info.line_size + x * samples;
        let sample = |index: usize| u32::from(pixels.get(at + index).copied().unwrap_or(u8::MAX));
        let (level, alpha) = match samples {
            1 => (sample(0), 255),
            2 => (sample(0), sample(1)),
            3 => ((sample(0) + sample(1) + sample(2)) / 3, 255),
            _ => ((sample(0) + sample(1) + sample(2)) / 3, sample(3)),
        };
        // What shines through a transparent picture is white.
        (level * alpha + 255 * (255 - alpha)) / 255
    };
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let across = columns.clamp(1, width);
    let down = (height * across).div_ceil(width).max(1);
    let is_dark = |x: usize, y: usize| {
        let (left, right) = (x * width / across, ((x + 1) * width / across).max(x * width / across + 1));
        let (top, bottom) = (y * height / down, ((y + 1) * height / down).max(y * height / down + 1));
        let (right, bottom) = (right.min(width), bottom.min(height));
        let points = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
        let (sum, count) = points.fold((0, 0), |(sum, count), (x, y)| (sum + grey(x, y), count + 1));
        count > 0 && sum / count < THRESHOLD
    };
    let mut drawing = String::new();
    for row in (0..down).step_by(2) {
        for column in 0..across {
            let lower_is_dark = row + 1 < down && is_dark(column, row + 1);
            drawing.push(match (is_dark(column, row), lower_is_dark) {
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
