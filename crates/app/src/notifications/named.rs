//! Whom a text names: `@` and a name, an address, or the part of an address before its sign.

use std::collections::BTreeSet;

use domain::StaffId;
use store::notifications::StaffNameRow;

/// Everyone a text names, each once. A name that fits two people names neither.
pub(super) fn named(text: &str, roster: &[StaffNameRow]) -> BTreeSet<StaffId> {
    let text = text.to_lowercase();
    let keys: Vec<(String, StaffId)> = roster.iter().flat_map(keys).collect();
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices('@') {
        let follows_a_word = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
        if follows_a_word {
            continue;
        }
        let rest = &text[at + 1..];
        let fits = |key: &str| {
            rest.strip_prefix(key)
                .is_some_and(|after| !after.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '@'))
        };
        let fitting: Vec<&(String, StaffId)> = keys.iter().filter(|(key, _)| fits(key)).collect();
        let longest = fitting.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        let people: BTreeSet<StaffId> =
            fitting.iter().filter(|(key, _)| key.len() == longest).map(|(_, id)| *id).collect();
        if people.len() == 1 {
            found.extend(people);
        }
    }
    found
}

fn keys(person: &StaffNameRow) -> Vec<(String, StaffId)> {
    let (first, last) = (person.first_name.to_lowercase(), person.last_name.to_lowercase());
    let email = person.email.to_lowercase();
    let local = email.split('@').next().unwrap_or_default().to_owned();
    [format!("{first} {last}"), format!("{first}.{last}"), first, local, email]
        .into_iter()
        .filter(|key| !key.trim().is_empty())
        .map(|key| (key, person.id))
        .collect()
}

#[cfg(test)]
mod tests {
    use domain::staff::Role;

    use super::*;

    fn person(n: u128, first: &str, last: &str, email: &str) -> StaffNameRow {
        StaffNameRow {
            id: StaffId(uuid::Uuid::from_u128(n)),
            email: email.to_owned(),
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            role: Role::Csm,
        }
    }

    fn who(text: &str) -> Vec<u128> {
        let roster = [
            person(1, "Ada", "Byron", "ada@example.com"),
            person(2, "Ada", "Stone", "a.stone@example.com"),
            person(3, "José", "Núñez", "jose.nunez@example.com"),
        ];
        named(text, &roster).into_iter().map(|id| id.0.as_u128()).collect()
    }

    #[test]
    fn people_are_named_by_name_or_address() {
        assert_eq!(who("Please look, @Ada Byron."), [1]);
        assert_eq!(who("@ada@example.com and @A.STONE"), [1, 2]);
        assert_eq!(who("(@josé núñez) @José"), [3]);
        assert_eq!(who("@Ada Stone, @ada.stone, @a.stone@example.com"), [2]);
    }

    #[test]
    fn what_names_nobody_or_two_is_text() {
        assert_eq!(who("mail ada@example.com @ 5 @nobody @Adamant"), [] as [u128; 0]);
        // Her address before its sign is the first name of both.
        assert_eq!(who("@Ada"), [] as [u128; 0]);
        assert_eq!(who("@ada@elsewhere.com"), [] as [u128; 0]);
        assert_eq!(who(""), [] as [u128; 0]);
    }
}
