//! What is typed and what is stored are compared by the same letters, made by the server for the one and by the database for
//! the other.

use domain::search::{Typed, fold};
use harness::TestDatabase;

#[tokio::test]
async fn server_and_database_fold_alike() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    let mut texts: Vec<String> = [
        "Société Générale – Ærø & Ünïcode-GmbH (Łódź) \"O'Brien\" S.A.P. Straße [x] \\y ΣΊΣΥΦΟΣ",
        "  ",
        "İstanbul ıı ẞ ﬁ ＡＢＣ １２",
        "株式会社 東京 · テスト、한국어",
        "Привет Мир Ёлка Й",
        "a\u{300}b\u{36f}c\u{a0}d\u{2014}e\u{2026}f",
        "½ ² ™ № ℅ €5",
    ]
    .map(str::to_owned)
    .to_vec();
    // Every letter people write names with, between two others.
    let letters =
        ('\u{1}'..'\u{530}').chain('\u{1E00}'..'\u{2070}').chain('\u{3000}'..'\u{3100}').filter(|c| *c != '\0');
    texts.extend(letters.map(|letter| format!("x{letter}y")));
    texts.push("é".repeat(300));
    texts.push(format!("{} b", "a".repeat(199)));
    let folded: Vec<String> =
        sqlx::query_scalar("select search_fold(t) from unnest($1::text[]) with ordinality as a (t, i) order by i")
            .bind(&texts)
            .fetch_all(&pool)
            .await
            .expect("folded");
    let different: Vec<_> = texts.iter().zip(&folded).filter(|(text, folded)| fold(text) != **folded).collect();
    assert!(different.is_empty(), "{} differ: {different:?}", different.len());
}

#[tokio::test]
async fn every_slip_of_a_letter_shares_something_with_the_name() {
    let database = TestDatabase::migrated().await;
    let pool = database.pool().await;
    for name in ["acme", "northwind", "société générale"] {
        let folded = fold(name);
        let letters: Vec<char> = folded.split(' ').next().expect("a word").chars().collect();
        let mut slips = vec![];
        for at in 0..letters.len() {
            let with = |piece: &[char], skip: usize| {
                let rest = &letters[(at + skip).min(letters.len())..];
                letters[..at].iter().chain(piece).chain(rest).collect::<String>()
            };
            slips.extend([with(&[], 1), with(&['q'], 1), with(&['q'], 0)]);
            if let Some(next) = letters.get(at + 1) {
                slips.push(with(&[*next, letters[at]], 2));
            }
        }
        for slip in slips.into_iter().filter(|slip| slip.chars().count() >= 4) {
            assert!(Typed::read(&slip).slips(&folded).is_some(), "{slip} is not {name}");
            let shares: bool = sqlx::query_scalar(
                "select exists (select from unnest(tsvector_to_array(search_words($1))) a
                   join unnest(tsvector_to_array(search_words($2))) b on a = b where a like '~%')",
            )
            .bind(&folded)
            .bind(&slip)
            .fetch_one(&pool)
            .await
            .expect("compared");
            assert!(shares, "{slip} would not be looked up for {name}");
        }
    }
}
