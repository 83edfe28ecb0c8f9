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
    assert_eq!(check(4).unwrap().database_connections, 4);
    for refused in [0, 3, 1001] {
        let problems = check(refused).unwrap_err();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with(&format!("STEWARD_DATABASE_CONNECTIONS is {refused}; ")), "{problems:?}");
    }
}
