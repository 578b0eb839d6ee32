//! Reads the fields of DER, and of BER with indefinite lengths, in which Java writes PKCS#12 files.

/// The deepest nesting that is read.
const MAX_DEPTH: u8 = 32;

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
/// The explicit or implicit field 0.
pub(super) const FIELD_0: u8 = 0xa0;
/// The bit of a tag whose content is made of fields.
const CONSTRUCTED: u8 = 0x20;

/// A field: its tag and content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    /// The field with its tag and length.
    pub whole: &'a [u8],
}

/// The fields of a content, one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// Returns the fields of a content.
    pub(super) fn of(content: &'a [u8]) -> Self {
        Self(content)
    }

    /// Returns the next field; `None` at the end or if it is damaged.
    pub(super) fn next(&mut self) -> Option<Field<'a>> {
        let (field, rest) = split(self.0, 0)?;
        self.0 = rest;
        Some(field)
    }

    /// Returns the content of the next field, which has this tag.
    pub(super) fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.next().filter(|field| field.tag == tag).map(|field| field.content)
    }

    /// Returns the fields of the next field, a `SEQUENCE`.
    pub(super) fn sequence(&mut self) -> Option<Self> {
        self.take(SEQUENCE).map(Self)
    }

    /// Returns the next field, a number that is not negative.
    pub(super) fn number(&mut self) -> Option<u64> {
        let bytes = self.take(INTEGER)?;
        let is_small = bytes.len() <= 8 && bytes.first().is_some_and(|&first| first < 0x80);
        is_small.then(|| bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    /// Returns all fields; `None` if one is damaged.
    pub(super) fn all(mut self) -> Option<Vec<Field<'a>>> {
        let mut all = Vec::new();
        while !self.0.is_empty() {
            all.push(self.next()?);
        }
        Some(all)
    }
}

impl Field<'_> {
    /// Returns the bytes of an octet string, which BER may cut into pieces. `tag` is that of the whole.
    pub(super) fn octets(&self, tag: u8) -> Option<Vec<u8>> {
        if self.tag == tag & !CONSTRUCTED {
            return Some(self.content.to_vec());
        }
        if self.tag != tag | CONSTRUCTED {
            return None;
        }
        let pieces = Fields::of(self.content).all()?;
        let octets: Option<Vec<Vec<u8>>> = pieces.iter().map(|piece| piece.octets(OCTET_STRING)).collect();
        Some(octets?.concat())
    }
}

/// Splits the first field off.
fn split(bytes: &[u8], depth: u8) -> Option<(Field<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    // Tags of more than one byte do not occur.
    if tag & 0x1f == 0x1f || depth > MAX_DEPTH {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    if first == 0x80 && tag & CONSTRUCTED != 0 {
        let mut left = rest;
        while !left.starts_with(&[0, 0]) {
            left = split(left, depth + 1)?.1;
        }
        let content = &rest[..rest.len() - left.len()];
        let left = &left[2..];
        return Some((Field { tag, content, whole: &bytes[..bytes.len() - left.len()] }, left));
    }
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (length, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        let is_short = (1..=4).contains(&length.len());
        let length = is_short.then(|| length.iter().fold(0, |all, &byte| all << 8 | usize::from(byte)))?;
        (length, rest)
    };
    let (content, left) = rest.split_at_checked(length)?;
    Some((Field { tag, content, whole: &bytes[..bytes.len() - left.len()] }, left))
}

#[cfg(test)]
mod tests {
    use super::{FIELD_0, Fields, OCTET_STRING, SEQUENCE};

    #[test]
    fn fields_of_indefinite_length_are_read() {
        // SEQUENCE { [0] { OCTET STRING in two pieces } } and a NULL.
        let bytes = [0x30, 0x80, 0xa0, 0x80, 0x24, 0x80, 4, 1, 7, 4, 2, 8, 9, 0, 0, 0, 0, 0, 0, 5, 0];
        let mut fields = Fields::of(&bytes);
        let inner = fields.take(SEQUENCE).expect("a sequence");
        let octets = Fields::of(Fields::of(inner).take(FIELD_0).expect("a field")).next().expect("octets");
        assert_eq!(octets.octets(OCTET_STRING), Some(vec![7, 8, 9]));
        assert_eq!(fields.next().expect("NULL").whole, [5, 0]);
        assert!(fields.next().is_none());
    }

    #[test]
    fn damaged_fields_are_refused() {
        for bytes in [&[0x30][..], &[0x30, 5, 1], &[0x30, 0x80, 4], &[0x30, 0x85, 0, 0, 0, 0, 0], &[0x1f, 0]]
        {
            assert!(Fields::of(bytes).next().is_none(), "{bytes:?}");
        }
        assert!(Fields::of(&[0x30, 0x80].repeat(5000)).next().is_none());
    }
}
