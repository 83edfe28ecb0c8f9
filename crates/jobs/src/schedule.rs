/// When what runs, in UTC. `fill` catches up on a run that was missed while nothing was running.
pub const CRONTAB: &str = "
5 * * * * roll_up_usage ?fill=1h
15 * * * * hourly ?fill=1h
30 0 * * * daily ?fill=1d
15 2 * * * restate_usage ?fill=1d
*/5 * * * * sweep_alerts ?job_key=sweep_alerts&job_key_mode=preserve_run_at
";
