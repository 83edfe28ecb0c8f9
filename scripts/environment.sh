# Sourced by the scripts that start the server: a database, a secret, an optimised build.
# Leaves DATABASE_URL and STEWARD_SECRET_KEY_FILE set. The address of a private database stays the same between starts.
unset PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS PGSSLMODE PGSERVICE
umask 077
mkdir -p .data
if [ -z "${STEWARD_SECRET_KEY:-}" ] && [ -z "${STEWARD_SECRET_KEY_FILE:-}" ]; then
  # Written apart and moved, so that a start broken off leaves no half key.
  if [ ! -s .data/secret.key ]; then
    head -c 32 /dev/urandom | base64 >.data/secret.key.new
    mv .data/secret.key.new .data/secret.key
  fi
  export STEWARD_SECRET_KEY_FILE=$PWD/.data/secret.key
fi
umask 022
if [ -z "${DATABASE_URL:-}" ]; then
  DATABASE_URL=$(scripts/postgres.sh start dev steward)
  export DATABASE_URL
fi
