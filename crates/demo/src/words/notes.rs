/// What staff write down about a client: a title and a text, by what the note is about.
pub(crate) fn written(note_type: &str) -> &'static [(&'static str, &'static str)] {
    match note_type {
        "STRATEGY" => &[
            (
                "Success plan",
                "Goal of the year: every site live, and reports used by the board. First step is the second region.",
            ),
            (
                "Where to grow",
                "Human resources asked for the same workflows. Show them the pilot once it runs for a quarter.",
            ),
            ("Sponsor map", "The budget moves to compliance next year. Get to know their new head before the renewal."),
        ],
        "RISK" => &[
            (
                "Quiet since the reorganisation",
                "Two teams were merged and nobody owns the roll-out. Ask who does from now on.",
            ),
            ("Price came up", "They compared us with a cheaper tool. What keeps them is reporting; make it visible."),
            (
                "Tickets wear them down",
                "Three escalations in a month. Agree a weekly call with support until they are closed.",
            ),
        ],
        "OPPORTUNITY" => &[
            (
                "More seats in autumn",
                "They hire forty people in the service centre and want them on the platform from the first day.",
            ),
            (
                "Interest in campaigns",
                "The champion asked for a demo of campaigns. Bring the numbers of a client of their size.",
            ),
        ],
        "QBR_PREP" => &[
            (
                "For the next review",
                "Open with the case resolution rate, then adoption by site. They want to hear about the roadmap.",
            ),
            (
                "Questions for the review",
                "Who signs the renewal? What would they miss most? Which reports does the board read?",
            ),
        ],
        "INTERNAL" => &[
            (
                "Hand-over",
                "Prefers calls in the morning. Sends questions in writing and expects an answer the same day.",
            ),
            ("Who to copy", "Contract matters go to accounts payable as well, or the invoice gets stuck."),
        ],
        _ => &[
            (
                "First impressions",
                "Well prepared, knows exactly which processes to move first. The administrator is very capable.",
            ),
            (
                "How they work",
                "Investigators work by region; the head office only sees reports. Training per region works best.",
            ),
            ("Good to know", "Their year ends in September. Nothing new is started in the four weeks before it."),
        ],
    }
}
