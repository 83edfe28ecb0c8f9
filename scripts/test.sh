#!/usr/bin/env bash
# Runs every check there is, on a private PostgreSQL; the last line is the summary of the tests.
# STEWARD_REAL_DATA: a folder with the real data sets; without it the tests on them are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
began=$SECONDS
scripts/setup.sh test
. scripts/tests_environment.sh
if [ -z "${STEWARD_REAL_DATA:-}" ]; then
  echo "STEWARD_REAL_DATA is not set: the tests on the real data set are left out."
fi
echo "== set-up: $((SECONDS - began)) s"
exec cargo xtask ci
