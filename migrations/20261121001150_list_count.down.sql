drop index client_count_idx;
