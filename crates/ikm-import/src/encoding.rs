//! The encodings in which offices save text: UTF-8 with or without its mark, UTF-16, and the
//! Windows code page.
//!
//! UTF-8 and Windows-1252 are told apart cell by cell, because a list that was pasted together
//! from two offices holds both. UTF-16 is turned into UTF-8 as it streams in.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use encoding_rs::{CoderResult, Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes of a text file stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextEncoding {
    /// UTF-8 where a cell is valid UTF-8, else Windows-1252.
    Bytes,
    Utf16Le,
    Utf16Be,
}

/// What the first bytes of a text file say of its encoding, and how many of them are its mark.
pub(crate) fn sniff(head: &[u8]) -> (TextEncoding, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (TextEncoding::Bytes, 3),
        [0xFF, 0xFE, ..] => (TextEncoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (TextEncoding::Utf16Be, 2),
        _ => (without_mark(head), 0),
    }
}

/// UTF-16 without a mark still shows itself: every second byte of Latin text is zero, and few of
/// the others.
fn without_mark(head: &[u8]) -> TextEncoding {
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 4;
    if head.len() < 4 || even.max(odd) <= many || even.min(odd) > even.max(odd) / 8 {
        TextEncoding::Bytes
    } else if odd > even {
        TextEncoding::Utf16Le
    } else {
        TextEncoding::Utf16Be
    }
}

/// The characters of one cell.
pub(crate) fn decode_cell(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_not_utf8) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// `input`, after its mark, as bytes in which a delimiter is one byte.
pub(crate) fn transcoded<'a>(
    input: impl BufRead + Send + 'a,
    encoding: TextEncoding,
) -> Box<dyn BufRead + Send + 'a> {
    let decoder = match encoding {
        TextEncoding::Bytes => return Box::new(input),
        TextEncoding::Utf16Le => UTF_16LE.new_decoder_without_bom_handling(),
        TextEncoding::Utf16Be => UTF_16BE.new_decoder_without_bom_handling(),
    };
    Box::new(io::BufReader::new(Transcoder { input, decoder, ended: false }))
}

/// Reads UTF-16 as UTF-8; what is no character becomes U+FFFD.
struct Transcoder<R> {
    input: R,
    decoder: Decoder,
    ended: bool,
}

impl<R: BufRead> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The decoder may take input without giving output (half a character), so it is asked
        // until it gives some or the input has ended.
        while !self.ended {
            let chunk = self.input.fill_buf()?;
            let last = chunk.is_empty();
            let (result, read, written, _replaced) = self.decoder.decode_to_utf8(chunk, out, last);
            self.input.consume(read);
            self.ended = last && result == CoderResult::InputEmpty;
            if written > 0 || (result == CoderResult::OutputFull && read == 0) {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
