use super::{
    stage::Stage,
    target::{Identity, Reference},
};

/// A reason to refuse a row that only the database can see.
pub(super) struct Problem {
    pub code: &'static str,
    /// When it holds, in SQL over the aliases of the classification.
    pub when: String,
    /// The field to blame.
    pub field: &'static str,
    /// The value to show, in SQL.
    pub value: String,
    pub reason: &'static str,
    pub fix: &'static str,
}

/// Everything a row of this stage can be refused for, in the order in which it is looked for.
pub(super) fn problems(stage: &Stage) -> Vec<Problem> {
    let mut problems = Vec::new();
    if stage.target.of_client() && stage.has("client") {
        problems.push(Problem {
            code: "unknown-client",
            when: "s.client is not null and c.id is null".to_owned(),
            field: "client",
            value: "s.client".to_owned(),
            reason: "no client has this external id, neither in the database nor in this import",
            fix: "add the client to the clients file, or correct the id",
        });
    }
    problems.extend(stage.target.references.iter().filter(|r| stage.has(r.field)).flat_map(|r| of_reference(stage, r)));
    if stage.has("feature_key") && stage.target.identity != Identity::Feature {
        problems.push(Problem {
            code: "unknown-feature",
            when: "not exists (select from feature f where f.feature_key = s.feature_key)".to_owned(),
            field: "feature_key",
            value: "s.feature_key".to_owned(),
            reason: "the catalogue has no such feature",
            fix: "import the catalogue as entity features, or set create_features = true in the mapping",
        });
    }
    if let Identity::ExternalId(within) = stage.target.identity {
        let within = within.map(|column| format!(" and o.{column} = s.{column}")).unwrap_or_default();
        problems.push(Problem {
            code: "belongs-to-other-client",
            when: format!(
                "t.id is null and exists (select from {} o where o.external_id = s.row_key and o.client_id <> {}{within})",
                stage.target.table,
                client_id(stage)
            ),
            field: "external_id",
            value: "s.row_key".to_owned(),
            reason: "this id already belongs to another client",
            fix: "correct the id or the client",
        });
    }
    if stage.target.identity == Identity::Client && stage.has("organization_id") {
        problems.push(Problem {
            code: "organization-taken",
            when: "exists (select from client o where o.organization_id = s.organization_id and o.external_id is distinct from s.row_key)".to_owned(),
            field: "organization_id",
            value: "s.organization_id".to_owned(),
            reason: "this organization already belongs to another client",
            fix: "correct the organization",
        });
    }
    problems
}

fn of_reference(stage: &Stage, reference: &'static Reference) -> Vec<Problem> {
    let field = reference.field;
    let missing = format!("s.{field} is not null and r_{field}.id is null");
    let value = format!("s.{field}");
    let problem = |code, when, reason, fix| Problem { code, when, field, value: value.clone(), reason, fix };
    match reference.table {
        "staff" => vec![problem(
            "unknown-user",
            missing,
            "no member of staff has this e-mail address",
            "add them with `steward user add`, or correct the address",
        )],
        "client_contact" => vec![problem(
            "unknown-contact",
            missing,
            "the client has no contact with this external id",
            "import the contacts too, or correct the id",
        )],
        table => {
            let code = if table == "invoice" { "unknown-invoice" } else { "unknown-subscription" };
            let mut found = vec![problem(
                code,
                missing,
                "nothing has this external id, neither in the database nor in this import",
                "import it too, or correct the id",
            )];
            if stage.has("client") {
                found.push(problem(
                    "belongs-to-other-client",
                    format!("r_{field}.client_id <> c.id"),
                    "this belongs to another client than the row says",
                    "correct the id or the client",
                ));
            }
            found
        }
    }
}

/// Whose row it is, in SQL.
pub(super) fn client_id(stage: &Stage) -> String {
    let through: Vec<String> = stage
        .target
        .references
        .iter()
        .filter(|r| stage.has(r.field) && ["subscription", "invoice"].contains(&r.table))
        .map(|r| format!("r_{}.client_id", r.field))
        .collect();
    match (stage.has("client"), through.is_empty()) {
        (true, true) => "c.id".to_owned(),
        (true, false) => format!("coalesce(c.id, {})", through.join(", ")),
        (false, false) => format!("coalesce({}, null)", through.join(", ")),
        (false, true) => "null::uuid".to_owned(),
    }
}
