use rust_decimal::Decimal;

use crate::{client, date, setup::World};

/// ARR of a client by day, for the days that have any.
async fn arr(world: &World, name: &str) -> Vec<(String, Decimal)> {
    sqlx::query_as(
        "select date::text, trim_scale(arr) from client_daily_state s join client c on c.id = s.client_id
         where c.name = $1 and arr is not null order by date",
    )
    .bind(name)
    .fetch_all(&world.context.pool)
    .await
    .expect("days")
}

#[tokio::test]
async fn each_day_of_the_past_has_the_rate_of_its_month() {
    let world = World::new().await;
    let (euros, dollars, yen) =
        (client(&world, "Euros").await, client(&world, "Dollars").await, client(&world, "Yen").await);
    for (id, currency) in [(euros, "EUR"), (dollars, "USD"), (yen, "JPY")] {
        world
            .run(&format!(
                "insert into client_arr_history (client_id, valid_from, arr_native, currency, source)
                 values ('{id}', '2023-01-01', 1000, '{currency}', 'MANUAL')"
            ))
            .await;
    }
    // Published daily; a month goes by the last one before it. October had none: September's goes on.
    world
        .run(
            "insert into fx_rate (currency, date, rate) values
               ('EUR', '2024-08-30', 1.05), ('EUR', '2024-09-02', 3), ('EUR', '2024-09-30', 1.10),
               ('EUR', '2024-11-01', 4), ('EUR', '2024-11-29', 1.20), ('EUR', '2024-12-02', 5)",
        )
        .await;
    app::health::backfill(&world.context, &[euros, dollars, yen], date("2024-09-29"), date("2024-12-31"))
        .await
        .expect("computed");

    let days = arr(&world, "Euros").await;
    let of = |from: &str, to: &str| {
        let mut values: Vec<Decimal> =
            days.iter().filter(|(day, _)| day.as_str() >= from && day.as_str() <= to).map(|(_, arr)| *arr).collect();
        values.dedup();
        values
    };
    assert_eq!(days.len(), 94);
    assert_eq!(of("2024-09-29", "2024-09-30"), [Decimal::from(1050)]);
    assert_eq!(of("2024-10-01", "2024-11-30"), [Decimal::from(1100)], "nothing moves within a month");
    assert_eq!(of("2024-12-01", "2024-12-31"), [Decimal::from(1200)]);
    assert!(arr(&world, "Dollars").await.iter().all(|(_, arr)| *arr == Decimal::from(1000)));
    assert_eq!(arr(&world, "Yen").await, [], "without a rate nobody knows");
    assert!(world.one::<bool>("select bool_and(is_active) from client_daily_state").await, "all of them pay");

    // The sums of a day are those of its clients, the unknown one left out.
    let sum = |day: &str| {
        format!(
            "select trim_scale(value)::text || ' of ' || n from metric_snapshot where metric = 'M061' and scope_kind = 'ALL' and as_of = '{day}'"
        )
    };
    assert_eq!(world.one::<String>(&sum("2024-11-30")).await, "2100 of 2");
    assert_eq!(world.one::<String>(&sum("2024-12-01")).await, "2200 of 2");
    world.end().await;
}

#[tokio::test]
async fn the_night_of_the_first_closes_the_month_before_at_its_own_rate() {
    let world = World::at("2024-12-01T00:30:00Z").await;
    let euros = client(&world, "Euros").await;
    world
        .run(&format!(
            "insert into client_arr_history (client_id, valid_from, arr_native, currency, source)
             values ('{euros}', '2023-01-01', 1000, 'EUR', 'MANUAL')"
        ))
        .await;
    world.run("insert into fx_rate (currency, date, rate) values ('EUR', '2024-10-31', 1.10), ('EUR', '2024-11-29', 1.20)").await;
    app::health::full_pass(&world.context).await.expect("computed");
    let expected = [("2024-11-30".to_owned(), Decimal::from(1100)), ("2024-12-01".to_owned(), Decimal::from(1200))];
    assert_eq!(arr(&world, "Euros").await, expected);
    world.end().await;
}
