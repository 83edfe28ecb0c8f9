use crate::random::Dice;

const FIRST: [&str; 72] = [
    "Aaliyah", "Adrian", "Aiko", "Amara", "Andrei", "Anita", "Astrid", "Beatriz", "Benjamin", "Bianca", "Caleb",
    "Camila", "Carlos", "Chen", "Clara", "Dalia", "Daniel", "Diego", "Elena", "Elias", "Emeka", "Emma", "Erik",
    "Esther", "Fatima", "Felix", "Gabriel", "Grace", "Hana", "Hassan", "Helen", "Hugo", "Imani", "Ingrid", "Isaac",
    "Ivy", "Jamal", "Jana", "Jonas", "Joy", "Karim", "Keiko", "Lars", "Leila", "Liam", "Lucia", "Maren", "Mateo",
    "Maya", "Milan", "Nadia", "Nikhil", "Noor", "Olivia", "Omar", "Paula", "Priya", "Rafael", "Rosa", "Ruth", "Samuel",
    "Sanjay", "Selma", "Sofia", "Tariq", "Tessa", "Theo", "Uma", "Viktor", "Wanda", "Yara", "Zoe",
];

const LAST: [&str; 80] = [
    "Abara",
    "Adeyemi",
    "Albrecht",
    "Andersson",
    "Aoki",
    "Baker",
    "Barros",
    "Bennett",
    "Bergman",
    "Bianchi",
    "Brandt",
    "Castillo",
    "Chandra",
    "Cohen",
    "Costa",
    "Dahl",
    "Delgado",
    "Diallo",
    "Duarte",
    "Eriksen",
    "Farouk",
    "Ferrari",
    "Fischer",
    "Fontaine",
    "Fraser",
    "Garcia",
    "Gupta",
    "Haddad",
    "Hansen",
    "Hayashi",
    "Hoffmann",
    "Hughes",
    "Ibrahim",
    "Ito",
    "Jansen",
    "Jensen",
    "Kapoor",
    "Keller",
    "Khan",
    "Kowalski",
    "Kumar",
    "Laurent",
    "Lindqvist",
    "Lopez",
    "Maier",
    "Marchetti",
    "Mbeki",
    "Mendes",
    "Moreau",
    "Murphy",
    "Nakamura",
    "Ndiaye",
    "Novak",
    "Okafor",
    "Oliveira",
    "Park",
    "Pereira",
    "Petrov",
    "Quinn",
    "Rahman",
    "Ramos",
    "Reyes",
    "Rossi",
    "Sato",
    "Schmidt",
    "Silva",
    "Singh",
    "Sokolov",
    "Sorensen",
    "Tanaka",
    "Torres",
    "Usman",
    "Vargas",
    "Vogel",
    "Walsh",
    "Weber",
    "Wong",
    "Yilmaz",
    "Zeller",
    "Zhang",
];

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
}

impl Person {
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// `first.last`, as addresses and sign-ins spell it.
    pub(crate) fn handle(&self) -> String {
        format!("{}.{}", self.first.to_ascii_lowercase(), self.last.to_ascii_lowercase())
    }
}

pub(crate) fn person(dice: &mut Dice) -> Person {
    Person { first: dice.word(&FIRST), last: dice.word(&LAST) }
}
