use chrono::{DateTime, Utc};
use domain::{
    ClientId, Scope, TeamScope,
    alert::{AlertSeverity, AlertType},
    notification::DeliveryKind,
    work::FollowUp,
};
use integrations::{Letter, Post};
use reports::mail::{
    AlertsMail, CLIENT_PAGE, ClientLines, DigestMail, FollowUpLine, Line, MailError, MentionMail, Rendered, TestMail,
};
use store::{
    PgConnection,
    activities::FollowUpFilter,
    notifications::{AlertLineRow, ClaimedRow, RecipientOf},
    parse_column,
};

use super::{Outbound, personal::zone};
use crate::{Error, Result};

/// Clients a summary writes out.
const MOST_CLIENTS: i64 = 15;
/// Follow-ups a summary writes out.
const MOST_FOLLOW_UPS: i64 = 10;
/// Characters of a note that a mail shows.
const LONGEST_EXCERPT: usize = 1_500;

/// A mail, as it stands now; none when there is nothing left to say to whom it is for.
pub(super) async fn letter(
    connection: &mut PgConnection,
    outbound: &Outbound,
    delivery: &ClaimedRow,
    now: DateTime<Utc>,
) -> Result<Option<Letter>> {
    let Some(to) = &delivery.recipient else { return Ok(None) };
    // What they may open now, not when it was written down.
    let (scope, team) = (Scope::of(to.role, to.id), TeamScope::of(to.role));
    let settings_url = outbound.link("/settings/alerts");
    let inbox_url = outbound.link("/alerts");
    let first_name = to.first_name.clone();
    let rendered = match delivery.kind {
        DeliveryKind::Alerts => {
            let rows = store::notifications::alerts_by_id(connection, &scope, team, &delivery.alert_ids).await?;
            if rows.is_empty() {
                return Ok(None);
            }
            AlertsMail { to: first_name, clients: clients(outbound, rows)?, inbox_url, settings_url }.render()
        }
        DeliveryKind::Mention => {
            let Some(id) = delivery.notification_ids.first() else { return Ok(None) };
            let Some(note) = store::notifications::mention(connection, &scope, to.id.0, *id).await? else {
                return Ok(None);
            };
            MentionMail {
                to: first_name,
                by: note.author_name,
                client: note.client_name,
                title: note.title,
                excerpt: excerpt(&note.content),
                url: outbound.link(&format!("/clients/{}/notes", note.client_id)),
                settings_url,
            }
            .render()
        }
        DeliveryKind::Digest => {
            let Some(mail) = digest(connection, outbound, delivery, (to, &scope), now).await? else { return Ok(None) };
            mail.render()
        }
        DeliveryKind::Test => TestMail { to: first_name, settings_url }.render(),
    };
    let Rendered { subject, html, text } =
        rendered.map_err(|error: MailError| Error::Internal(format!("a mail cannot be written: {error}")))?;
    Ok(Some(Letter {
        id: delivery.id,
        to_name: format!("{} {}", to.first_name, to.last_name),
        to_address: to.email.clone(),
        subject,
        text,
        html,
    }))
}

/// A post for the room of the team; none when every alert of it is over.
pub(super) async fn post(
    connection: &mut PgConnection,
    outbound: &Outbound,
    delivery: &ClaimedRow,
) -> Result<Option<Post>> {
    let rows = store::notifications::alerts_by_id(connection, &Scope::All, TeamScope::ALL, &delivery.alert_ids).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let is_one_client = rows.iter().all(|row| row.client_id == first.client_id && row.team_type == first.team_type);
    let severity = |row: &AlertLineRow| -> Result<&'static str> { Ok(words(grave(row)?).0) };
    let (title, link) = if is_one_client {
        let Place { name, url, page } = place(outbound, first)?;
        (name, (url, format!("Open {page}")))
    } else {
        (format!("{} alerts", rows.len()), (outbound.link("/alerts"), "Open the inbox".to_owned()))
    };
    let line = |row: &AlertLineRow| -> Result<String> {
        let client = if is_one_client { String::new() } else { format!("{}: ", place(outbound, row)?.name) };
        Ok(format!("{}: {client}{}. {}", severity(row)?, row.title, row.description))
    };
    let lines = rows.iter().map(line).collect::<Result<_>>()?;
    Ok(Some(Post { id: delivery.id, title, lines, link: Some(link) }))
}

async fn digest(
    connection: &mut PgConnection,
    outbound: &Outbound,
    delivery: &ClaimedRow,
    (to, scope): (&RecipientOf, &Scope),
    now: DateTime<Utc>,
) -> Result<Option<DigestMail>> {
    let (Some(from), Some(until)) = (delivery.period_from, delivery.period_until) else { return Ok(None) };
    let team = TeamScope::of(to.role);
    let today = now.with_timezone(&zone(&to.time_zone)).date_naive();
    let (rows, clients_left_out) =
        store::notifications::raised_between(connection, scope, team, to.id, from, until, MOST_CLIENTS).await?;
    let counts = store::notifications::counts(connection, scope, team, to.id).await?;
    let filter = FollowUpFilter {
        status: FollowUp::Open,
        performed_by: Some(to.id.0),
        clients: None,
        due_before: None,
        today,
        after: None,
        offset: 0,
        limit: MOST_FOLLOW_UPS,
    };
    let (follow_ups, _) = store::activities::follow_ups(connection, scope, &filter).await?;
    let follow_ups: Vec<FollowUpLine> = follow_ups
        .into_iter()
        .filter_map(|row| {
            let due = row.follow_up_date.filter(|due| *due <= today)?;
            Some(FollowUpLine {
                client: row.client_name,
                url: outbound.link(&format!("/clients/{}", row.client_id)),
                subject: row.subject,
                due: if due == today { "Today".to_owned() } else { format!("Due {}", due.format("%b %-d")) },
            })
        })
        .collect();
    if rows.is_empty() && follow_ups.is_empty() && counts.open_alerts == 0 && counts.unread_mentions == 0 {
        return Ok(None);
    }
    Ok(Some(DigestMail {
        to: to.first_name.clone(),
        is_weekly: until - from > chrono::Duration::days(2),
        day: today.format("%b %-d, %Y").to_string(),
        clients: clients(outbound, rows)?,
        clients_left_out: usize::try_from(clients_left_out).unwrap_or(0),
        open_alerts: counts.open_alerts,
        unread_mentions: counts.unread_mentions,
        follow_ups,
        inbox_url: outbound.link("/alerts"),
        settings_url: outbound.link("/settings/alerts"),
    }))
}

/// What is told together: the client, or the type of alerts about the team.
type Together = (Option<uuid::Uuid>, Option<String>);

/// Lines of alerts, which come client by client.
fn clients(outbound: &Outbound, rows: Vec<AlertLineRow>) -> Result<Vec<ClientLines>> {
    let mut clients: Vec<(Together, ClientLines)> = vec![];
    for row in rows {
        let (severity, colour) = words(grave(&row)?);
        let line = Line {
            severity: severity.to_owned(),
            colour,
            title: row.title.clone(),
            description: row.description.clone(),
        };
        match clients.last_mut() {
            Some(((client_id, team_type), client)) if *client_id == row.client_id && *team_type == row.team_type => {
                client.lines.push(line);
            }
            _ => {
                let Place { name, url, page } = place(outbound, &row)?;
                clients.push(((row.client_id, row.team_type), ClientLines { name, url, page, lines: vec![line] }));
            }
        }
    }
    Ok(clients.into_iter().map(|(_, client)| client).collect())
}

/// What an alert is about, and the page that shows it.
struct Place {
    name: String,
    url: String,
    page: &'static str,
}

fn place(outbound: &Outbound, row: &AlertLineRow) -> Result<Place> {
    if let Some(client) = row.client_id {
        let url = outbound.link(&format!("/clients/{}", ClientId(client)));
        return Ok(Place { name: row.client_name.clone(), url, page: CLIENT_PAGE });
    }
    let alert_type: AlertType = parse_column("team_alert", "alert_type", row.team_type.as_deref().unwrap_or_default())?;
    let (name, path, page) = match alert_type {
        AlertType::DataQuality => ("Data", "/settings/imports", "the imports"),
        _ => ("Team", "/team", "the team"),
    };
    Ok(Place { name: name.to_owned(), url: outbound.link(path), page })
}

fn grave(row: &AlertLineRow) -> Result<AlertSeverity> {
    Ok(parse_column("client_alert", "severity", &row.severity)?)
}

/// A severity as people read it, and its colour, which can be read on white.
fn words(severity: AlertSeverity) -> (&'static str, &'static str) {
    match severity {
        AlertSeverity::Critical => ("Critical", "#b42318"),
        AlertSeverity::High => ("High", "#b54708"),
        AlertSeverity::Medium => ("Medium", "#854a0e"),
        AlertSeverity::Low => ("Low", "#475467"),
    }
}

fn excerpt(text: &str) -> String {
    if text.chars().count() <= LONGEST_EXCERPT {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST_EXCERPT).collect();
    short.push('…');
    short
}
