use super::*;

const SMALL: &str = r#"
[[file]]
name = "accounts*.csv"
[[file.entity]]
entity = "clients"
[file.entity.columns]
external_id = "id"
name = "company"
contract_tier = { column = "plan", values = { Basic = "STARTER" } }
contract_start_date = { column = "since", format = "d/m/y" }
"#;

#[test]
fn a_mapping_reads_and_survives_json() {
    let mapping = parse(SMALL).expect("valid");
    let json = serde_json::to_string(&mapping).expect("serialises");
    assert_eq!(serde_json::from_str::<Mapping>(&json).expect("reads back"), mapping);
    let file = &mapping.file[0];
    let matched = ["accounts.csv", "accounts_2024.csv", "my_accounts.csv", "accounts.csv.bak"].map(|n| file.matches(n));
    assert_eq!(matched, [true, true, false, false]);
}

#[test]
fn every_mistake_is_named_with_its_place() {
    let text = SMALL
        .replace("name = \"company\"", "nam = \"company\"\nsegment = { column = \"a\", constant = \"b\" }")
        .replace("d/m/y", "dd.mm");
    let problems: Vec<String> = parse(&text).expect_err("wrong").iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 4, "{problems:#?}");
    assert!(problems.iter().any(|p| p.contains("field nam: there is no such field; known are external_id, name")));
    assert!(problems.iter().any(|p| p.contains("field name is required and not mapped")));
    assert!(problems.iter().any(|p| p.contains("say either column or constant")));
    assert!(problems.iter().any(|p| p.contains("format \"dd.mm\" is not one of y-m-d")));
}

#[test]
fn a_toml_mistake_names_its_line() {
    let problems = parse("[[file]]\nname = 3\n").expect_err("wrong");
    assert!(problems[0].at.contains("line"), "{problems:?}");
}
