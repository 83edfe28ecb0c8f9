use super::*;

fn all(text: &str) -> Vec<(Found, u64, Vec<String>)> {
    let mut records = Records::new(text.as_bytes(), b',');
    let mut record = Record::default();
    let mut out = Vec::new();
    loop {
        let found = records.read(&mut record).expect("text");
        if found == Found::End {
            return out;
        }
        let cells = if found == Found::Record { record.iter().map(str::to_owned).collect() } else { Vec::new() };
        out.push((found, record.line, cells));
    }
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

#[test]
fn quotes_line_breaks_and_blank_lines() {
    assert_eq!(
        all("a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\n\n\"two\nlines\",\n5\" disk,z"),
        vec![
            (Found::Record, 1, cells(&["a", "b"])),
            (Found::Record, 2, cells(&["x,1", "say \"hi\""])),
            (Found::Record, 4, cells(&["two\nlines", ""])),
            (Found::Record, 6, cells(&["5\" disk", "z"])),
        ]
    );
}

#[test]
fn a_stray_quote_costs_its_own_line_only() {
    assert_eq!(
        all("a,b\n1,\"open\n2,x\n3,\"shut\"\n4,\"shut\"er\n5,y\n"),
        vec![
            (Found::Record, 1, cells(&["a", "b"])),
            (Found::StrayQuote, 2, vec![]),
            (Found::Record, 3, cells(&["2", "x"])),
            (Found::Record, 4, cells(&["3", "shut"])),
            (Found::StrayQuote, 5, vec![]),
            (Found::Record, 6, cells(&["5", "y"])),
        ]
    );
}

#[test]
fn the_separator_is_what_the_header_uses() {
    assert_eq!(
        [sniff("a,b"), sniff("a;b;c"), sniff("a\tb"), sniff("a|b"), sniff("a")],
        [b',', b';', b'\t', b'|', b',']
    );
    assert_eq!(sniff("\"a,b,c\";d"), b';');
}

proptest::proptest! {
    #[test]
    fn written_records_read_back(rows in proptest::collection::vec(proptest::collection::vec("[^\r\u{0}]{0,8}", 2..5), 1..8)) {
        let mut text = String::new();
        for row in &rows {
            let quoted: Vec<String> = row.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            text.push_str(&quoted.join(","));
            text.push('\n');
        }
        let read: Vec<Vec<String>> = all(&text).into_iter().map(|(_, _, cells)| cells).collect();
        proptest::prop_assert_eq!(read, rows);
    }

    #[test]
    fn any_text_is_read_to_its_end(text: String) {
        all(&text);
    }
}
