#!/usr/bin/env bash
# Builds Steward and runs it on this machine: private PostgreSQL unless DATABASE_URL is set, demo portfolio on the first
# start, API and app on 127.0.0.1:8080 or the next free port. Ctrl-C stops it; the database stays up for the next start.
#   run.sh       optimised
#   run.sh dev   built quickly, for work on the code
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh run
. scripts/environment.sh

target=${CARGO_TARGET_DIR:-target}
if [ "${1:-}" = dev ]; then
  cargo build --package server
  cargo xtask frontend --dev
  steward=$target/debug/steward
  echo "After a change to the app: cargo xtask frontend --dev, then reload the page."
else
  cargo build --release --package server
  cargo xtask frontend
  steward=$target/release/steward
fi

"$steward" migrate
if [ "${STEWARD_ENV:-}" != production ]; then
  "$steward" demo --if-empty --clients "${STEWARD_DEMO_CLIENTS:-400}" --days 1100 --seed 1
  "$steward" demo --roll-forward
  "$steward" demo-logins
fi
exec "$steward" serve --app-dir "${STEWARD_APP_DIR:-frontend/dist}"
