/// The separator of a header line: whichever of comma, semicolon, tab and bar stands in it most often outside
/// quotes; a comma when there is none.
pub fn sniff(header: &str) -> u8 {
    let mut counts = [0_usize; 4];
    let candidates = [b',', b';', b'\t', b'|'];
    let mut quoted = false;
    for byte in header.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted && let Some(i) = candidates.iter().position(|c| *c == byte) {
            counts[i] += 1;
        }
    }
    let best = counts.iter().copied().max().unwrap_or(0);
    if best == 0 { b',' } else { counts.iter().position(|c| *c == best).map_or(b',', |i| candidates[i]) }
}
