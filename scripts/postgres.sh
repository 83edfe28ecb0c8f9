#!/usr/bin/env bash
# A private PostgreSQL on a UNIX socket, for `make run`, `make dev` and the tests.
#   postgres.sh start NAME              starts the cluster NAME (made on first use), prints its address without a database
#   postgres.sh start NAME DATABASE     makes the database too where it is missing, and prints its address
#   postgres.sh stop NAME               stops it
# PostgreSQL refuses to run as root, and its own user cannot enter a clone under a closed home directory: as root the
# data therefore lie under /var/lib/steward-dev and the socket, whose path may not exceed 107 bytes, under /tmp.
set -euo pipefail
cd "$(dirname "$0")/.."
# The caller's own PostgreSQL settings are about another server.
unset PGHOST PGPORT PGUSER PGPASSWORD PGDATABASE PGOPTIONS PGDATA PGSSLMODE PGSERVICE

fail() { echo "postgres.sh: $*" >&2; exit 1; }
action=${1:?start or stop}
name=${2:?cluster name}
database=${3:-}
[[ $name =~ ^[a-z0-9-]{1,24}$ ]] || fail "a cluster name is made of a-z, 0-9 and -"
[[ $database =~ ^[a-z0-9_]{0,48}$ ]] || fail "a database name is made of a-z, 0-9 and _"

hash=$(pwd -P | cksum | cut -d' ' -f1)
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || fail "no user postgres; run 'make setup'"
  data=/var/lib/steward-dev/$hash/$name
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  command -v setpriv >/dev/null || as=(runuser -u postgres --)
  install -d -m 755 /var/lib/steward-dev
  install -d -o postgres -g postgres -m 700 "/var/lib/steward-dev/$hash" "$data"
else
  data=$PWD/.data/postgres/$name
  as=()
  mkdir -p "$data"; chmod 700 "$data"
fi
sock=/tmp/steward-$hash-$name
[ ! -L "$sock" ] || fail "$sock is a link; remove it"
mkdir -p "$sock"
if [ "$(id -u)" = 0 ]; then chown postgres "$sock"; fi
chmod 700 "$sock"

# The programs of the version that made the data, else the newest.
version=$(cat "$data/PG_VERSION" 2>/dev/null || true)
bin=
if [ -n "$version" ] && [ -d "/usr/lib/postgresql/$version/bin" ]; then bin=/usr/lib/postgresql/$version/bin; fi
if [ -z "$bin" ]; then bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1); fi
if [ -z "$bin" ] && command -v pg_ctl >/dev/null; then bin=$(dirname "$(readlink -f "$(command -v pg_ctl)")"); fi
if [ -z "$bin" ] && command -v brew >/dev/null; then bin=$(ls -d "$(brew --prefix)"/opt/postgresql@*/bin 2>/dev/null | sort -V | tail -n 1); fi
[ -x "$bin/initdb" ] || fail "no PostgreSQL server found; run 'make setup'"
found=$("$bin/postgres" --version | grep -Eo '[0-9]+' | head -n 1)
[ "$found" -ge 15 ] || fail "PostgreSQL $found is too old; 15 or newer is needed"
[ -z "$version" ] || [ "$version" = "$found" ] || fail "$data was made by PostgreSQL $version, which is no longer installed; remove that folder to start anew"

# Not in the repository's folder, which PostgreSQL's user may not enter; without the lock, which a server would keep.
run() { (cd /; "${as[@]}" "$@") 9>&-; }
ready() { run "$bin/pg_isready" -q -h "$sock" -p 5432 -U steward -d postgres; }
start() {
  local options="-p 5432 -k $sock -c listen_addresses='' -c max_connections=200 -c shared_buffers=512MB -c work_mem=32MB -c maintenance_work_mem=256MB -c max_wal_size=4GB -c timezone=UTC"
  # Containers often have 64 MB of shared memory, too little for parallel queries.
  local shared; shared=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
  if [ "${shared:-0}" -lt 262144 ]; then options="$options -c dynamic_shared_memory_type=mmap"; fi
  case $name in test* | bench*) options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ;; esac
  run "$bin/pg_ctl" -D "$data" -l "$data/server.log" -w -t 60 -o "$options" start >/dev/null 2>&1
}
command_line() { if [ -d /proc/self ]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -p "$1" -o args=; fi 2>/dev/null || true; }
# A file left by a server that was killed may name a process that is someone else's by now.
clear_stale() {
  local pid; pid=$(run head -n 1 "$data/postmaster.pid" 2>/dev/null || true)
  [ -n "$pid" ] || return 0
  if ! command_line "$pid" | grep -q -- "$data"; then
    run rm -f "$data/postmaster.pid"
  else
    # It is ours but does not answer: still starting or stopping, or its socket was swept away.
    for _ in 1 2 3 4 5 6 7 8 9 10; do if ready; then return 0; fi; sleep 0.5; done
    run "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null 2>&1 || true
  fi
}

# Two commands may start the same cluster at once.
if command -v flock >/dev/null; then exec 9>"/tmp/steward-$hash-$name/.lock"; flock 9; fi

case $action in
start)
  if [ ! -f "$data/PG_VERSION" ]; then
    run "$bin/initdb" -D "$data" -U steward -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  fi
  if ! ready; then
    # A server that was killed a moment ago may still hold its socket.
    for attempt in 1 2 3; do
      clear_stale
      if ready || start; then break; fi
      if [ "$attempt" = 3 ]; then run tail -n 20 "$data/server.log" >&2; fail "the cluster $name does not start"; fi
      sleep 1
    done
  fi
  if [ -n "$database" ]; then
    sql() { run "$bin/psql" -X -q -A -t -h "$sock" -p 5432 -U steward -d postgres -c "$1"; }
    if [ -z "$(sql "SELECT 1 FROM pg_database WHERE datname = '$database'")" ]; then sql "CREATE DATABASE $database"; fi
    echo "postgres://steward@localhost/$database?host=$sock"
  else
    echo "postgres://steward@localhost?host=$sock"
  fi
  ;;
stop)
  run "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null 2>&1 || true
  ;;
*) fail "start or stop" ;;
esac
