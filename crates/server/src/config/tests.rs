use super::*;

fn options() -> Options {
    Options {
        database_url: Some("postgres://steward:hunter2@localhost/steward".to_owned().into()),
        database_connections: 16,
        secret_key: Some("0123456789abcdef0123456789abcdef".to_owned().into()),
        worker_concurrency: 2,
        requests_per_minute: 1200,
        ..Options::default()
    }
}

#[test]
fn all_problems_are_reported_at_once() {
    let wrong = Options {
        database_url: None,
        secret_key: Some("short".to_owned().into()),
        listen: Some("somewhere".to_owned()),
        public_url: Some("steward.example.com".to_owned()),
        allowed_origins: vec!["https://a.example/path".to_owned()],
        ..options()
    };
    let problems = Config::check(wrong, Needs::Everything).unwrap_err();
    assert_eq!(problems.len(), 5, "{problems:#?}");
    for name in
        ["DATABASE_URL", "STEWARD_SECRET_KEY", "STEWARD_LISTEN", "STEWARD_PUBLIC_URL", "STEWARD_ALLOWED_ORIGINS"]
    {
        assert!(problems.iter().any(|problem| problem.starts_with(name)), "{name} is not in {problems:#?}");
    }
}

#[test]
fn the_port_moves_only_when_nobody_chose_it() {
    let listen = |text: Option<&str>| {
        let options = Options { listen: text.map(str::to_owned), ..options() };
        Config::check(options, Needs::Everything).unwrap().listen
    };
    assert!(listen(None).or_next_free);
    let chosen = listen(Some("0.0.0.0:9000"));
    assert_eq!((chosen.address.port(), chosen.or_next_free), (9000, false));
}

#[test]
fn secrets_are_not_printed() {
    let options = Options { metrics_token: Some("token-of-prometheus".to_owned().into()), ..options() };
    let printed = format!("{}\n{:?}", options.redacted(), options);
    for secret in ["hunter2", "0123456789abcdef", "token-of-prometheus"] {
        assert!(!printed.contains(secret), "{printed}");
    }
    assert!(printed.contains("DATABASE_URL=(set)"));
}

#[test]
fn an_empty_variable_is_an_unset_one() {
    let empty = || Some(String::new().into());
    let options = Options {
        metrics_token: empty(),
        app_dir: Some(PathBuf::new()),
        public_url: Some(String::new()),
        listen: Some(String::new()),
        ..options()
    };
    let config = Config::check(options, Needs::Everything).unwrap();
    assert!(config.api.metrics_token.is_none() && config.app_dir.is_none() && config.api.public_url.is_none());
    assert!(config.listen.or_next_free);
    let unset = Options { secret_key: empty(), ..self::options() };
    assert_eq!(Config::check(unset, Needs::Everything).unwrap_err().len(), 1);
}

#[test]
fn production_logs_json() {
    let options = Options { environment: Environment::Production, ..options() };
    assert_eq!(Config::check(options, Needs::Everything).unwrap().log_format, LogFormat::Json);
}

#[test]
fn a_server_is_not_given_so_few_connections_that_it_waits_for_itself() {
    let check = |database_connections| Config::check(Options { database_connections, ..options() }, Needs::Everything);
    assert_eq!(check(5).unwrap().database_connections, 5);
    for refused in [0, 4, 1001] {
        let problems = check(refused).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with(&format!("STEWARD_DATABASE_CONNECTIONS is {refused}; ")), "{problems:?}");
    }
}

#[test]
fn messages_leave_only_by_what_is_whole() {
    let secret = |text: &str| Some(text.to_owned().into());
    let from = Some("Steward <steward@example.com>".to_owned());
    let public_url = Some("https://steward.example.com".to_owned());
    let none = Config::check(options(), Needs::Everything).unwrap().outbound;
    assert!(none.mail.is_none() && none.chat.is_none());

    let whole = Options {
        smtp_url: secret("smtp://steward:hunter3@mail.example.com:587"),
        slack_webhook_url: secret("https://hooks.slack.com/services/T0/B0/hunter4"),
        mail_from: from.clone(),
        public_url: public_url.clone(),
        ..options()
    };
    let printed = format!("{}\n{whole:?}", whole.redacted());
    assert!(!printed.contains("hunter3") && !printed.contains("hunter4"), "{printed}");
    let config = Config::check(whole.clone(), Needs::Everything).unwrap();
    assert_eq!(config.outbound.mail.as_ref().map(|mail| mail.name()), Some("SMTP"));
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter3") && !shown.contains("hunter4"), "{shown}");

    let problem = |options: Options| {
        let mut problems = Config::check(options, Needs::Everything).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        problems.remove(0)
    };
    assert!(problem(Options { public_url: None, ..whole.clone() }).starts_with("STEWARD_PUBLIC_URL"));
    assert!(problem(Options { mail_from: None, ..whole.clone() }).starts_with("STEWARD_MAIL_FROM"));
    let both = problem(Options { sendgrid_api_key: secret("SG.hunter5"), ..whole.clone() });
    assert!(both.contains("keep one") && !both.contains("hunter5"), "{both}");
    let odd = problem(Options { smtp_url: secret("mail.example.com hunter6"), ..whole.clone() });
    assert!(odd.starts_with("STEWARD_SMTP_URL") && !odd.contains("hunter6"), "{odd}");
    let odd = problem(Options { slack_webhook_url: secret("hooks.slack.com hunter7"), ..whole });
    assert!(odd.starts_with("STEWARD_SLACK_WEBHOOK_URL") && !odd.contains("hunter7"), "{odd}");
}
