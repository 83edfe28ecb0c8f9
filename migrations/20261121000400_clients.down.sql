drop table client_contact;
drop table client_arr_history;
drop table csm_capacity;
drop table csm_assignment;
drop table contract_history;
drop table client;
