#!/usr/bin/env bash
# Visits every page in both themes at two widths and writes the pictures to screenshots/.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh test
. scripts/tests_environment.sh
cargo xtask frontend
export STEWARD_SCREENSHOTS=$PWD/screenshots
mkdir -p "$STEWARD_SCREENSHOTS"
selection=(--workspace --features integration-tests/browser --test browser screenshots)
if cargo nextest --version >/dev/null 2>&1; then
  cargo nextest run "${selection[@]}"
else
  cargo test "${selection[@]}"
fi
echo "The pictures are in screenshots/."
