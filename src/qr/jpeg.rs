//! Writes QR codes as JPEG, as WeChat draws the codes of mini-programs. Each module covers whole blocks of 8 × 8 pixels,
//! so that a block has one colour and only its DC coefficient is written.

/// The side of a block, in pixels.
const BLOCK: usize = 8;
/// The quantum of the DC coefficient: with it white and black are 127 and -128.
const QUANTUM: u8 = 8;
/// The DC coefficients of white and black.
const WHITE: i32 = 127;
const BLACK: i32 = -128;
/// The numbers of Huffman codes of 1 to 16 bits for the categories 0 to 11 of DC differences (ITU T.81, table K.3).
const DC_LENGTHS: [u8; 16] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_CATEGORIES: u8 = 12;

/// Returns a grey JPEG of `side` by `side` pixels, in which `is_dark` tells the colour of the block at a column and row.
pub(super) fn encode(side: u16, is_dark: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let mut jpeg = vec![0xff, 0xd8];
    segment(&mut jpeg, 0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    let mut quanta = [QUANTUM; 65];
    quanta[0] = 0;
    segment(&mut jpeg, 0xdb, &quanta);
    let [high, low] = side.to_be_bytes();
    segment(&mut jpeg, 0xc0, &[8, high, low, high, low, 1, 1, 0x11, 0]);
    let categories: Vec<u8> = (0..DC_CATEGORIES).collect();
    segment(&mut jpeg, 0xc4, &[&[0][..], &DC_LENGTHS, &categories].concat());
    // The only AC symbol is the end of a block, of one bit.
    let mut ac = [0; 18];
    (ac[0], ac[1]) = (0x10, 1);
    segment(&mut jpeg, 0xc4, &ac);
    segment(&mut jpeg, 0xda, &[1, 1, 0, 0, 63, 0]);
    let blocks = usize::from(side).div_ceil(BLOCK);
    let codes = codes();
    let mut bits = Bits { bytes: jpeg, pending: 0, count: 0 };
    let mut last = 0;
    for row in 0..blocks {
        for column in 0..blocks {
            let level = if is_dark(column, row) { BLACK } else { WHITE };
            let difference = level - last;
            last = level;
            let category = 32 - difference.unsigned_abs().leading_zeros();
            let (code, length) = codes[category as usize];
            bits.push(code, length);
            let value = if difference < 0 { difference + (1 << category) - 1 } else { difference };
            bits.push(value.unsigned_abs(), category);
            bits.push(0, 1);
        }
    }
    let mut jpeg = bits.finish();
    jpeg.extend([0xff, 0xd9]);
    jpeg
}

/// Adds a segment with its marker and length.
fn segment(jpeg: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).unwrap_or(u16::MAX);
    jpeg.extend([0xff, marker]);
    jpeg.extend(length.to_be_bytes());
    jpeg.extend(content);
}

/// Returns the Huffman code of each category with its length in bits.
fn codes() -> Vec<(u32, u32)> {
    let (mut codes, mut code) = (Vec::new(), 0);
    for (length, count) in (1..).zip(DC_LENGTHS) {
        for _ in 0..count {
            codes.push((code, length));
            code += 1;
        }
        code <<= 1;
    }
    codes
}

/// Writes bits, the highest first.
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, length: u32) {
        for at in (0..length).rev() {
            self.pending = self.pending << 1 | (value >> at & 1);
            self.count += 1;
            if self.count == 8 {
                let byte = self.pending.to_le_bytes()[0];
                self.bytes.push(byte);
                // A byte of ones would begin a marker.
                if byte == 0xff {
                    self.bytes.push(0);
                }
                (self.pending, self.count) = (0, 0);
            }
        }
    }

    fn finish(mut self) -> Vec<u8> {
        while self.count != 0 {
            self.push(1, 1);
        }
        self.bytes
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{BLOCK, codes};

    /// Decodes a JPEG of blocks of one colour, independently of how it is written: the side, and the grey of each block.
    pub(in crate::qr) fn decode(jpeg: &[u8]) -> (usize, Vec<u8>) {
        assert_eq!((&jpeg[..2], &jpeg[jpeg.len() - 2..]), (&[0xff, 0xd8][..], &[0xff, 0xd9][..]));
        let (mut at, mut side, mut quantum) = (2, 0, 0);
        loop {
            assert_eq!(jpeg[at], 0xff, "a marker at {at}");
            let (marker, length) =
                (jpeg[at + 1], usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]])));
            let content = &jpeg[at + 4..at + 2 + length];
            match marker {
                0xc0 => side = usize::from(u16::from_be_bytes([content[1], content[2]])),
                0xdb => quantum = i32::from(content[1]),
                _ => {}
            }
            at += 2 + length;
            if marker == 0xda {
                break;
            }
        }
        let mut bytes = jpeg[at..jpeg.len() - 2].iter().copied();
        let mut bits = Vec::new();
        while let Some(byte) = bytes.next() {
            bits.extend((0..8).rev().map(|bit| byte >> bit & 1));
            if byte == 0xff {
                assert_eq!(bytes.next(), Some(0), "a stuffed byte");
            }
        }
        let mut bits = bits.into_iter();
        let mut take =
            |count: u32| (0..count).fold(0, |value, _| value << 1 | u32::from(bits.next().expect("a bit")));
        let codes = codes();
        let (mut level, mut greys) = (0, Vec::new());
        for _ in 0..side.div_ceil(BLOCK).pow(2) {
            let (mut code, mut length) = (0, 0);
            let category = loop {
                code = code << 1 | take(1);
                length += 1;
                if let Some(found) = codes.iter().position(|known| *known == (code, length)) {
                    break u32::try_from(found).expect("a category");
                }
                assert!(length < 16, "no code");
            };
            let value = i32::try_from(take(category)).expect("a number");
            let negative = category > 0 && value >> (category - 1) == 0;
            level += if negative { value - (1 << category) + 1 } else { value };
            assert_eq!(take(1), 0, "the end of a block");
            // The DC coefficient is eight times the mean.
            greys.push(u8::try_from((level * quantum / 8 + 128).clamp(0, 255)).expect("a grey"));
        }
        (side, greys)
    }
}
