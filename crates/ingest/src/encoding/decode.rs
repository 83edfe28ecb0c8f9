use std::io::{self, BufRead, Read};

use super::Encoding;

/// A file as UTF-8, whatever it was; the byte order mark is dropped.
pub struct Decoded<R> {
    file: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    raw_start: usize,
    raw_end: usize,
    text: Vec<u8>,
    text_start: usize,
    text_end: usize,
    ended: bool,
}

impl<R> std::fmt::Debug for Decoded<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoded").finish_non_exhaustive()
    }
}

impl<R: Read> Decoded<R> {
    /// Reads `file` as text in `encoding`.
    pub fn new(file: R, encoding: Encoding) -> Self {
        Self {
            file,
            decoder: encoding.decoder().new_decoder_with_bom_removal(),
            raw: vec![0; 64 * 1024],
            raw_start: 0,
            raw_end: 0,
            text: vec![0; 256 * 1024],
            text_start: 0,
            text_end: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.text_start == self.text_end && !self.ended {
            let mut at_end = false;
            if self.raw_start == self.raw_end {
                self.raw_start = 0;
                self.raw_end = self.file.read(&mut self.raw)?;
                at_end = self.raw_end == 0;
            }
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.raw_start..self.raw_end], &mut self.text, at_end);
            self.raw_start += read;
            self.text_start = 0;
            self.text_end = written;
            self.ended = at_end && result == encoding_rs::CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        Ok(&self.text[self.text_start..self.text_end])
    }

    fn consume(&mut self, amount: usize) {
        self.text_start = (self.text_start + amount).min(self.text_end);
    }
}
