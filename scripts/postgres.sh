#!/usr/bin/env bash
# A private PostgreSQL on a UNIX socket, for `make run`, `make dev` and the tests.
#   postgres.sh start NAME   starts the cluster NAME (made on first use) and prints its address without a database
#   postgres.sh stop NAME    stops it
# PostgreSQL refuses to run as root, and its own user cannot enter a clone under a closed home directory: as root the
# data therefore lie under /var/lib/steward-dev and the socket, whose path may not exceed 107 bytes, under /tmp.
set -euo pipefail
cd "$(dirname "$0")/.."

action=${1:?start or stop}
name=${2:?cluster name}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ] && command -v pg_ctl >/dev/null; then bin=$(dirname "$(readlink -f "$(command -v pg_ctl)")"); fi
if [ -z "$bin" ] && command -v brew >/dev/null; then bin="$(brew --prefix postgresql@17 2>/dev/null || true)/bin"; fi
[ -x "$bin/initdb" ] || { echo "postgres.sh: no PostgreSQL server found; run 'make setup'" >&2; exit 1; }

hash=$(pwd -P | cksum | cut -d' ' -f1)
if [ "$(id -u)" = 0 ]; then
  data=/var/lib/steward-dev/$hash/$name
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  install -d -o postgres -g postgres -m 700 "/var/lib/steward-dev/$hash" "$data"
else
  data=$PWD/.data/postgres/$name
  as=()
  mkdir -p "$data"; chmod 700 "$data"
fi
sock=/tmp/steward-$hash-$name
mkdir -p "$sock"
if [ "$(id -u)" = 0 ]; then chown postgres "$sock"; fi
chmod 700 "$sock"

run() { (cd /; "${as[@]}" "$@"); }

case $action in
start)
  if [ ! -f "$data/PG_VERSION" ]; then
    run "$bin/initdb" -D "$data" -U steward -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  fi
  if ! run "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; then
    options="-k $sock -c listen_addresses='' -c max_connections=200 -c shared_buffers=512MB -c work_mem=32MB -c maintenance_work_mem=256MB -c max_wal_size=4GB -c timezone=UTC"
    case $name in test*) options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ;; esac
    run "$bin/pg_ctl" -D "$data" -l "$data/server.log" -w -t 60 -o "$options" start >/dev/null || { tail -n 20 "$data/server.log" >&2; exit 1; }
  fi
  echo "postgres://steward@localhost?host=$sock"
  ;;
stop)
  run "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null 2>&1 || true
  ;;
*) echo "postgres.sh: start or stop" >&2; exit 1 ;;
esac
