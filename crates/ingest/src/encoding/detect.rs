use std::io::Read;

use crate::FileRefused;

/// How the bytes of a file spell characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, of which Latin-1 is a part: what a file is that is not UTF-8 and has no mark.
    Windows1252,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "Windows-1252",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    /// By the name a mapping file gives.
    pub fn by_name(name: &str) -> Option<Self> {
        match encoding_rs::Encoding::for_label(name.as_bytes())? {
            e if e == encoding_rs::UTF_8 => Some(Self::Utf8),
            e if e == encoding_rs::WINDOWS_1252 => Some(Self::Windows1252),
            e if e == encoding_rs::UTF_16LE => Some(Self::Utf16Le),
            e if e == encoding_rs::UTF_16BE => Some(Self::Utf16Be),
            _ => None,
        }
    }

    pub(super) const fn decoder(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }
}

/// Reads the whole file once. A byte order mark decides; else valid UTF-8 is UTF-8 and anything else Windows-1252,
/// in which every byte means something: that is why the caller must say so in a warning.
/// Also returns the first line that is not UTF-8.
pub fn detect(mut file: impl Read) -> Result<(Encoding, Option<u64>), FileRefused> {
    let mut chunk = vec![0_u8; 64 * 1024];
    let mut carried = 0;
    let mut first = true;
    let mut line = 1;
    let mut verdict = None;
    loop {
        let read = file.read(&mut chunk[carried..])?;
        let filled = carried + read;
        if first && filled >= 2 {
            match &chunk[..2] {
                [0xFF, 0xFE] => return Ok((Encoding::Utf16Le, None)),
                [0xFE, 0xFF] => return Ok((Encoding::Utf16Be, None)),
                _ => {}
            }
        }
        first = first && filled < 2;
        let bytes = &chunk[..filled];
        if let Some(zero) = bytes.iter().position(|b| *b == 0) {
            return Err(FileRefused::Binary(line + newlines(&bytes[..zero])));
        }
        let keep = match std::str::from_utf8(bytes) {
            Ok(_) => filled,
            // An unfinished character at the end of a chunk is finished by the next one.
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(error) => {
                verdict = verdict.or(Some(line + newlines(&bytes[..error.valid_up_to()])));
                filled
            }
        };
        line += newlines(&bytes[..keep]);
        chunk.copy_within(keep..filled, 0);
        carried = filled - keep;
        if read == 0 {
            let encoding = if verdict.is_some() { Encoding::Windows1252 } else { Encoding::Utf8 };
            return Ok((encoding, verdict));
        }
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}
