drop table client_outcome;
drop table survey_response;
drop table support_ticket;
