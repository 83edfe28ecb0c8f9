# Sourced by the scripts that run tests: where they make their databases.
unset PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS PGSSLMODE PGSERVICE DATABASE_URL
if [ -z "${STEWARD_TEST_DATABASE_URL:-}" ]; then
  STEWARD_TEST_DATABASE_URL=$(scripts/postgres.sh start test)
  export STEWARD_TEST_DATABASE_URL
fi
