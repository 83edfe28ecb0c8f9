use demo::*;
fn main() {
    let n: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let d: u32 = std::env::args().nth(2).unwrap().parse().unwrap();
    for seed in 1..=std::env::args().nth(3).unwrap().parse::<u64>().unwrap() {
        let start = std::time::Instant::now();
        let p = Portfolio::new(Parameters::new(n, d, seed, "2026-11-21".parse().unwrap()));
        let mut b = Backtest::default();
        let (mut churned, mut years, mut rows, mut bytes) = (0, 0.0, 0, 0);
        let mut tables = std::collections::BTreeMap::new();
        let mut gen_t = 0.0; let mut bt = 0.0;
        for i in 0..p.parameters.client_count() {
            let t = std::time::Instant::now();
            let Some(r) = p.client(i, None) else { continue };
            gen_t += t.elapsed().as_secs_f64();
            let t = std::time::Instant::now();
            b.add(&r, &p.parameters);
            bt += t.elapsed().as_secs_f64();
            let c = &r.clients[0];
            let from = c.contract_start_date.max(p.parameters.first_day);
            years += (c.churned_at.unwrap_or(p.parameters.as_of) - from).num_days() as f64 / 365.0;
            churned += c.churned_at.is_some() as u32;
            if seed == 1 { for (k, v) in [("usage", r.usage.len()), ("features", r.features.len()), ("users", r.users.len()), ("tickets", r.tickets.len()), ("surveys", r.surveys.len()), ("act", r.activities.len()), ("inv", r.invoices.len()), ("pay", r.payments.len()), ("opp", r.opportunities.len()), ("contacts", r.contacts.len()), ("outcomes", r.outcomes.len()), ("arr", r.arr.len())] { *tables.entry(k).or_insert(0) += v; } }
        }
        let t = std::time::Instant::now();
        if seed == 1 { for i in (0..p.parameters.client_count()).step_by(16) { let c = p.chunk(i..(i + 16).min(n)); for part in &c.parts { rows += part.rows; bytes += part.text.len(); } } }
        println!("seed {seed} auc {:.3} {:?} churned {churned} rate {:.3} gen {gen_t:.1} bt {bt:.1} chunks {:.1} total {:.1} rows {rows} MB {} {:?}", b.auc().unwrap_or(0.0), b.counts(), f64::from(churned) / years, t.elapsed().as_secs_f64(), start.elapsed().as_secs_f64(), bytes / 1_000_000, tables);
    }
}
