drop table demo_portfolio;
