use super::{Portfolio, Span};
use crate::calendar::day_of;
use crate::events::{self, Owners};
use crate::life::Life;
use crate::records::{
    ActivityRow, AdoptionRow, ArrRow, AssignmentRow, ChurnEventRow, ClientRow, ContactRow, ContractRow, FeatureDayRow,
    InvoiceRow, NoteRow, OpportunityRow, OutcomeRow, PaymentRow, SubscriptionRow, SurveyRow, TicketRow, UsageRow,
    UserDayRow,
};
use crate::usage::{adoption, simulate};

/// Declares the tables of a client once: the struct, what changed, and the order they are written in.
macro_rules! client_rows {
    (entities { $($entity:ident: $kind:ident),+ $(,)? } days { $($daily:ident: $row:ident),+ $(,)? }) => {
        /// All rows of one client, by table. Tables others refer to come first.
        #[derive(Debug, Clone, PartialEq)]
        pub struct ClientRows {
            $(#[doc = concat!("Rows of `", stringify!($kind), "`.")] pub $entity: Vec<$kind>,)+
            $(#[doc = concat!("Rows of `", stringify!($row), "`, by date.")] pub $daily: Vec<$row>,)+
        }

        impl ClientRows {
            /// What is new or different compared with an earlier state. Daily rows are kept: they are new by date.
            pub(super) fn without(mut self, earlier: &Self) -> Self {
                $(self.$entity.retain(|row| !earlier.$entity.contains(row));)+
                self
            }
        }

        /// Calls a function for every table, with the rows of all clients.
        pub(super) fn for_each_table(clients: &[ClientRows], visit: &mut impl super::chunk::Visit) {
            $(visit.entities(clients.iter().flat_map(|client| &client.$entity));)+
            $(visit.days(clients.iter().flat_map(|client| &client.$daily), |row| row.date);)+
        }
    };
}

client_rows! {
    entities {
        clients: ClientRow,
        contracts: ContractRow,
        assignments: AssignmentRow,
        arr: ArrRow,
        contacts: ContactRow,
        adoption: AdoptionRow,
        subscriptions: SubscriptionRow,
        churn_events: ChurnEventRow,
        invoices: InvoiceRow,
        payments: PaymentRow,
        opportunities: OpportunityRow,
        tickets: TicketRow,
        surveys: SurveyRow,
        outcomes: OutcomeRow,
        activities: ActivityRow,
        notes: NoteRow,
    }
    days {
        usage: UsageRow,
        features: FeatureDayRow,
        users: UserDayRow,
    }
}

impl ClientRows {
    pub(super) fn of(life: &Life, portfolio: &Portfolio, span: &Span) -> Self {
        let as_of = span.as_of;
        let from = day_of(portfolio.parameters.first_day);
        let owners = Owners::of(life, &portfolio.team);
        let mut usage = simulate(life, span);
        let contacts = events::contacts(life, &usage, as_of);
        let activities = events::touchpoints(life, &owners, &contacts, from, span);
        let (tickets, mut surveys) = events::tickets(life, &contacts, from, span);
        surveys.extend(events::nps(life, &contacts, from, span));
        let (invoices, payments) = events::bills(life, from - 370, span);
        Self {
            clients: vec![events::client_row(life, &owners, usage.last_used, &activities, as_of)],
            contracts: events::contracts(life, as_of),
            assignments: events::assignments(life, &owners, as_of),
            arr: events::arr_rows(life, as_of),
            contacts: events::contact_rows(life, &contacts, &usage, &activities, as_of),
            adoption: adoption(life, &usage.plans, &usage.uses, as_of),
            subscriptions: vec![events::subscription(life, as_of)],
            churn_events: events::churn_event(life, as_of).into_iter().collect(),
            invoices,
            payments,
            opportunities: events::opportunities(life, owners.account_executive, as_of),
            tickets,
            surveys,
            outcomes: events::outcomes(life, from, span),
            activities,
            notes: events::notes(life, &owners, from, span),
            usage: std::mem::take(&mut usage.days),
            features: std::mem::take(&mut usage.features),
            users: std::mem::take(&mut usage.users),
        }
    }
}
