#!/usr/bin/env bash
# Runs the benchmarks on a private PostgreSQL; exits 1 when a bar is missed. Arguments go to the benchmark program.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
unset PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS PGSSLMODE PGSERVICE DATABASE_URL
cargo xtask frontend
exec cargo xtask bench "$@"
