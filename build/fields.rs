//! Compiles the fields of all endpoints: `src/api/fields.txt`, whose head describes its lines.
//!
//! The result is compressed in blocks, which `src/api/fields/mod.rs` reads. All numbers are little-endian:
//!
//! | part of `fields.bin` | is |
//! |---|---|
//! | head | `u16` number of lines in a block |
//! | starts | for each block and the end: `u32` position in the file |
//! | blocks | raw DEFLATE of the lines, each from after its first `\|` and with a line break at its end |

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::blob::Compiled;
use super::grammar::{self, Defaults};
use super::source::{File, Problem, Problems};

/// The number of lines in a block: a larger one is smaller by the line, but slower to read.
const BLOCK_LINES: u16 = 32;

/// A line of the file: what it says of its endpoint as a whole.
pub(crate) struct Line<'a> {
    /// The number of the line.
    pub(crate) number: usize,
    /// The platform, the method and the path.
    pub(crate) key: [&'a str; 3],
    /// The host, if it is not that of the platform; otherwise empty.
    pub(crate) host: &'a str,
    /// The date from which the endpoint does not work any more; empty if none was announced.
    pub(crate) until: &'a str,
    /// The fields; `?` if they are not known.
    fields: &'a str,
}

/// Reads the lines, in the order of the file.
pub(crate) fn lines(file: &File) -> Result<Vec<Line<'_>>, Problems> {
    let numbered = file.text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (line, number) in numbered {
        match read(line, number) {
            Ok(line) => lines.push(line),
            Err(sentence) => problems.push(file.line(number).problem(sentence)),
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

fn read(line: &str, number: usize) -> Result<Line<'_>, String> {
    let (head, fields) = line.split_once('|').ok_or_else(|| format!("has no `|`: `{line}`"))?;
    let mut words = head.split(' ');
    let mut word = || words.next().ok_or_else(|| format!("`{head}` needs a platform, a method and a path"));
    let key = [word()?, word()?, word()?];
    let (mut host, mut until) = ("", "");
    for mark in words {
        match (mark.strip_prefix('@'), mark.strip_prefix('~')) {
            (Some(name), _) => host = name,
            (_, Some(date)) => until = date,
            _ => return Err(format!("`{mark}` is neither `@HOST` nor `~DATE`")),
        }
    }
    if fields != "?" {
        let defaults = Defaults { is_xml: key[0] == "tenpayv2", is_get: key[1] == "GET" };
        grammar::parse(fields, defaults).map_err(|wrong| format!("`{}`: {wrong}", key[2]))?;
    }
    Ok(Line { number, key, host, until, fields })
}

/// Compresses the fields of the lines.
pub(crate) fn compile(file: &File) -> Result<Compiled, Problems> {
    let lines = lines(file)?;
    let blocks: Result<Vec<Vec<u8>>, Problem> = lines
        .chunks(usize::from(BLOCK_LINES))
        .map(|block| compress(block).map_err(|error| file.line(1).problem(error.to_string())))
        .collect();
    let blocks = blocks.map_err(|problem| vec![problem])?;
    let mut bytes = BLOCK_LINES.to_le_bytes().to_vec();
    let mut start = 2 + 4 * (blocks.len() + 1);
    for len in blocks.iter().map(Vec::len).chain([0]) {
        let position = u32::try_from(start).expect("the table is smaller than 4 GB");
        bytes.extend(position.to_le_bytes());
        start += len;
    }
    bytes.extend(blocks.into_iter().flatten());
    Ok(Compiled { bytes, text: String::new() })
}

fn compress(lines: &[Line<'_>]) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    for line in lines {
        writeln!(encoder, "{}", line.fields)?;
    }
    encoder.finish()
}
