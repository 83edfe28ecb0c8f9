use super::{answer::accepts, read::*};

#[test]
fn only_files_named_by_their_content_are_kept_for_ever() {
    for path in ["/assets/index-BxS2fK9a.js", "/assets/app_bg-0a1b2c3d.wasm"] {
        assert!(is_named_by_content(path), "{path}");
    }
    for path in ["/index.html", "/theme.js", "/assets/logo.svg", "/favicon-12345678.svg"] {
        assert!(!is_named_by_content(path), "{path}");
    }
}

#[test]
fn an_encoding_with_quality_zero_is_refused() {
    assert!(accepts("gzip, deflate, br", "br"));
    assert!(accepts("br;q=0.5", "br"));
    assert!(!accepts("br;q=0, gzip", "br"));
    assert!(!accepts("", "gzip"));
}

#[test]
fn the_browser_needs_the_type_of_a_module() {
    assert_eq!(content_type("/assets/app.wasm"), "application/wasm");
    assert_eq!(content_type("/strange"), "application/octet-stream");
}
