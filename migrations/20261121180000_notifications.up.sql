-- What people are told: a row per person and occasion. What it says is read where it stands (alerts, notes), so that a
-- note that becomes private, or a client that changes hands, is not told of any longer.
create table notification (
  recipient_id uuid not null,
  id uuid not null,
  kind text not null,
  client_id uuid,
  alert_ids uuid[] not null default '{}',
  note_id uuid,
  actor_id uuid,
  -- Whether it is shown in the app; one that is not is there for what is delivered.
  in_app boolean not null default true,
  read_at timestamptz,
  created_at timestamptz not null,
  constraint notification_pkey primary key (recipient_id, id),
  constraint notification_recipient_fkey foreign key (recipient_id) references staff (id) on delete cascade,
  constraint notification_client_fkey foreign key (client_id) references client (id) on delete cascade,
  constraint notification_kind_check check (kind in ('ALERTS', 'MENTION', 'TEST')),
  constraint notification_about_check check ((kind = 'TEST') = (client_id is null) and (kind = 'MENTION') = (note_id is not null))
);
create index notification_list_idx on notification (recipient_id, created_at desc, id desc) where in_app;
create index notification_unread_idx on notification (recipient_id) where in_app and read_at is null;
create index notification_client_idx on notification (client_id, note_id);
create index notification_created_idx on notification (created_at);

-- Whom a note names, and what became of it.
create table note_mention (
  client_id uuid not null,
  note_id uuid not null,
  staff_id uuid not null,
  outcome text not null,
  constraint note_mention_pkey primary key (client_id, note_id, staff_id),
  constraint note_mention_note_fkey foreign key (client_id, note_id) references client_note (client_id, id) on delete cascade,
  constraint note_mention_staff_fkey foreign key (staff_id) references staff (id) on delete cascade,
  constraint note_mention_outcome_check check (outcome in ('NOTIFIED', 'NO_ACCESS', 'PRIVATE'))
);
create index note_mention_staff_idx on note_mention (staff_id);

-- How someone wants to be told; without a row it is as the rules say, at any hour, without a summary.
create table notification_setting (
  staff_id uuid not null,
  rules jsonb not null default '{}',
  mentions_by_email boolean not null default true,
  quiet_from time,
  quiet_until time,
  time_zone text,
  digest text not null default 'OFF',
  version integer not null default 1,
  updated_at timestamptz not null,
  constraint notification_setting_pkey primary key (staff_id),
  constraint notification_setting_staff_fkey foreign key (staff_id) references staff (id) on delete cascade,
  constraint notification_setting_quiet_check check ((quiet_from is null) = (quiet_until is null)),
  constraint notification_setting_digest_check check (digest in ('OFF', 'DAILY', 'WEEKLY'))
);
create index notification_setting_digest_idx on notification_setting (digest) where digest <> 'OFF';

-- A message on its way out of the product, by one channel; at least once.
create table notification_delivery (
  id uuid not null,
  channel text not null,
  kind text not null,
  -- None: the room of the team.
  recipient_id uuid,
  notification_ids uuid[] not null default '{}',
  -- What is posted to the room, which is nobody's notification.
  alert_ids uuid[] not null default '{}',
  -- The stretch a summary is about.
  period_from timestamptz,
  period_until timestamptz,
  -- One occasion is delivered once by one channel.
  key text not null,
  state text not null default 'PENDING',
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  -- Whoever sends it has until then; one that dies meanwhile leaves it to others.
  claimed_until timestamptz,
  last_error text,
  sent_at timestamptz,
  created_at timestamptz not null,
  constraint notification_delivery_pkey primary key (id),
  constraint notification_delivery_key_key unique (key),
  constraint notification_delivery_recipient_fkey foreign key (recipient_id) references staff (id) on delete cascade,
  constraint notification_delivery_channel_check check (channel in ('EMAIL', 'SLACK')),
  constraint notification_delivery_kind_check check (kind in ('ALERTS', 'MENTION', 'DIGEST', 'TEST')),
  constraint notification_delivery_state_check check (state in ('PENDING', 'SENT', 'FAILED', 'GAVE_UP', 'CANCELLED')),
  constraint notification_delivery_for_check check ((channel = 'SLACK') = (recipient_id is null))
);
create index notification_delivery_due_idx on notification_delivery (channel, next_attempt_at, id)
  where state in ('PENDING', 'FAILED');
create index notification_delivery_list_idx on notification_delivery (created_at desc, id desc);
create index notification_delivery_state_idx on notification_delivery (state, created_at desc, id desc);
create index notification_delivery_recipient_idx on notification_delivery (recipient_id);

-- Expansions won of late, for the alert about a large one.
create index opportunity_won_idx on opportunity (client_id, closed_at) where outcome = 'WON' and type <> 'RENEWAL';
