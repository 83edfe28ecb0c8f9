use super::*;

const DIRT: &str = "<script>alert('x')</script> & <b>\"Acme\"</b> ]]> <mj-raw>";

fn line(text: &str) -> Line {
    Line { severity: "High".to_owned(), colour: "#b42318", title: text.to_owned(), description: text.to_owned() }
}

fn client(name: &str, lines: usize) -> ClientLines {
    ClientLines {
        name: name.to_owned(),
        url: "https://steward.example.com/clients/1?a=1&b=\"2\"".to_owned(),
        page: CLIENT_PAGE,
        lines: (0..lines).map(|_| line(name)).collect(),
    }
}

fn url() -> String {
    "https://steward.example.com/settings/alerts".to_owned()
}

fn alerts(clients: Vec<ClientLines>) -> Rendered {
    AlertsMail { to: "Cara".to_owned(), clients, inbox_url: url(), settings_url: url() }.render().expect("a mail")
}

/// What people typed is text: no mark of it survives, and all of it can be read.
fn is_shown_as_typed(mail: &Rendered) {
    let body = mail.html.split_once("</head>").expect("a head and a body").1;
    for mark in ["<script", "<b>\"", "<mj-raw", "alert('x')</script>"] {
        assert!(!mail.html.contains(mark), "{mark} in {}", mail.html);
    }
    assert!(body.contains("&#60;script&#62;") || body.contains("&lt;script&gt;"), "{body}");
    assert!(mail.text.contains(DIRT), "{}", mail.text);
}

#[test]
fn markup_in_every_text_is_shown_as_it_was_typed() {
    is_shown_as_typed(&alerts(vec![client(DIRT, 2)]));
    is_shown_as_typed(&alerts(vec![client(DIRT, 2), client("Beta", 1)]));
    let mention = MentionMail {
        to: DIRT.to_owned(),
        by: DIRT.to_owned(),
        client: DIRT.to_owned(),
        title: Some(DIRT.to_owned()),
        excerpt: format!("{DIRT}\nsecond line"),
        url: url(),
        settings_url: url(),
    };
    is_shown_as_typed(&mention.render().expect("a mail"));
    let digest = DigestMail {
        to: DIRT.to_owned(),
        is_weekly: true,
        day: "Nov 23, 2026".to_owned(),
        clients: vec![client(DIRT, 1)],
        clients_left_out: 0,
        open_alerts: 3,
        unread_mentions: 1,
        follow_ups: vec![FollowUpLine {
            client: DIRT.to_owned(),
            url: url(),
            subject: DIRT.to_owned(),
            due: "today".to_owned(),
        }],
        inbox_url: url(),
        settings_url: url(),
    };
    is_shown_as_typed(&digest.render().expect("a mail"));
    is_shown_as_typed(&TestMail { to: DIRT.to_owned(), settings_url: url() }.render().expect("a mail"));
}

#[test]
fn a_subject_says_what_it_is_about() {
    assert_eq!(alerts(vec![client("Acme", 1)]).subject, "Acme: Acme");
    assert_eq!(alerts(vec![client("Acme", 3)]).subject, "Acme: Acme and 2 more");
    assert_eq!(alerts(vec![client("Acme", 1), client("Beta", 2)]).subject, "3 alerts about 2 clients");
}

#[test]
fn a_long_message_says_how_much_it_leaves_out() {
    let mail = alerts((0..40).map(|n| client(&format!("Client {n}"), 12)).collect());
    for part in [&mail.html, &mail.text] {
        assert!(part.contains("and 2 more") && part.contains("and 15 more clients"));
        assert!(!part.contains("Client 30"));
    }
}

#[test]
fn the_html_is_whole_and_its_links_are_ours() {
    let mail = alerts(vec![client("Acme", 1)]);
    assert!(mail.html.starts_with("<!doctype html>") && mail.html.trim_end().ends_with("</html>"));
    assert!(!mail.html.contains("http://fonts") && !mail.html.contains("<link"), "{}", mail.html);
    assert!(mail.html.contains("https://steward.example.com/settings/alerts"));
}
