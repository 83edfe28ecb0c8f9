-- What the demo portfolio follows from, so that later days continue the story it began with.
create table demo_portfolio (
  singleton boolean not null default true,
  seed bigint not null,
  clients integer not null,
  first_day date not null,
  origin date not null,
  as_of date not null,
  scored_until date,
  created_at timestamptz not null default now(),
  constraint demo_portfolio_pkey primary key (singleton),
  constraint demo_portfolio_singleton_check check (singleton),
  constraint demo_portfolio_dates_check check (first_day <= origin and origin <= as_of),
  constraint demo_portfolio_clients_check check (clients > 0)
);
