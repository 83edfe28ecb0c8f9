use std::io::Read;

use super::*;
use crate::FileRefused;

fn read(bytes: &[u8]) -> (Encoding, String) {
    let (encoding, _) = detect(bytes).expect("text");
    let mut text = String::new();
    Decoded::new(bytes, encoding).read_to_string(&mut text).expect("valid UTF-8 comes out");
    (encoding, text)
}

#[test]
fn every_spelling_reads_the_same() {
    let utf16 = |big: bool| {
        let mut bytes = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        for unit in "name\nZoë\n".encode_utf16() {
            bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        }
        bytes
    };
    assert_eq!(read("name\nZoë\n".as_bytes()), (Encoding::Utf8, "name\nZoë\n".into()));
    assert_eq!(read(b"\xEF\xBB\xBFname\nZo\xC3\xAB\n"), (Encoding::Utf8, "name\nZoë\n".into()));
    assert_eq!(read(b"name\nZo\xEB\n"), (Encoding::Windows1252, "name\nZoë\n".into()));
    assert_eq!(read(&utf16(false)), (Encoding::Utf16Le, "name\nZoë\n".into()));
    assert_eq!(read(&utf16(true)), (Encoding::Utf16Be, "name\nZoë\n".into()));
    assert_eq!(read(b""), (Encoding::Utf8, String::new()));
}

#[test]
fn the_first_bad_line_is_named_and_zero_bytes_are_no_text() {
    assert_eq!(detect(&b"a\nb\nc\xFFd\n"[..]).expect("text"), (Encoding::Windows1252, Some(3)));
    assert!(matches!(detect(&b"a\nb\0\n"[..]), Err(FileRefused::Binary(2))));
}

#[test]
fn a_character_across_two_chunks_stays_whole() {
    let text = format!("{}ë{}", "a".repeat(64 * 1024 - 1), "b".repeat(70_000));
    assert_eq!(read(text.as_bytes()), (Encoding::Utf8, text));
}

proptest::proptest! {
    #[test]
    fn any_bytes_decode_without_panic(bytes: Vec<u8>) {
        if let Ok((encoding, _)) = detect(&bytes[..]) {
            let mut text = String::new();
            Decoded::new(&bytes[..], encoding).read_to_string(&mut text).expect("valid UTF-8 comes out");
        }
    }
}
