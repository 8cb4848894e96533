#!/usr/bin/env bash
# machine.sh REPOSITORY FOLDER GUIDE: runs the guide's commands with FOLDER in place of the machine's root.
set -euo pipefail
repository=$1 root=$2 guide=$3
mkdir -p "$root"/{bin,root,run,log,etc/nginx/sites-available,etc/nginx/sites-enabled,etc/systemd/system,usr/local/bin,var/lib,var/backups,home}
port=$("$repository/tests/free-port") http=$("$repository/tests/free-port") https=$("$repository/tests/free-port")

end() {
  [ ! -f "$root/run/rapport.pid" ] || kill "$(cat "$root/run/rapport.pid")" 2>/dev/null || true
  [ ! -f "$root/run/nginx.pid" ] || kill "$(cat "$root/run/nginx.pid")" 2>/dev/null || true
}
trap end EXIT

# The archive, as it is published; made quickly where none is at hand.
version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' "$repository/Directory.Build.props")
archive=${RAPPORT_TEST_ARCHIVE:-}
if [ -z "$archive" ]; then
  PUBLISH_QUICK=1 "$repository/bin/publish" x64 "$root/home/rapport-$version-linux-x64.tar.xz" >&2
else
  cp "$archive" "$root/home/rapport-$version-linux-x64.tar.xz"
fi

# Paths of the machine become paths of the folder, its ports free ones.
local_() {
  sed -E -e "s#(^|[^A-Za-z0-9_.\$/])/(opt/rapport|etc/rapport|etc/nginx/sites|etc/systemd|etc/letsencrypt|var/lib/rapport|var/backups/rapport|usr/local/bin|root/)#\1$root/\2#g" \
    -e "s/\b5080\b/$port/g"
}

# What stands for Debian.
cat > "$root/bin/adduser" <<'S'
#!/bin/sh
exit 0
S
cat > "$root/bin/install" <<'S'
#!/bin/bash
# As install, but everybody here is the same user; what is installed speaks of this machine.
args=()
while [ $# -gt 0 ]; do case $1 in -o | -g) shift 2 ;; *) args+=("$1"); shift ;; esac; done
/usr/bin/install "${args[@]}"
to=${args[-1]}
for file in "$to" "$to"/*; do case $file in */etc/*|*/usr/local/bin/*) [ -f "$file" ] && ! grep -q "$MACHINE" "$file" && { "$MACHINE/bin/here" < "$file" > "$file.here"; cat "$file.here" > "$file"; rm "$file.here"; } ;; esac; done
exit 0
S
declare -f local_ > "$root/bin/here.functions"
cat > "$root/bin/here" <<S
#!/bin/bash
root=$root port=$port
. $root/bin/here.functions
local_
S
cat > "$root/bin/runuser" <<'S'
#!/bin/bash
# runuser -u rapport -- COMMAND: the same user, who says to be another.
shift 3; AS_USER=rapport exec "$@"
S
cat > "$root/bin/id" <<'S'
#!/bin/bash
[ "$*" = -un ] && { echo "${AS_USER:-$(/usr/bin/id -un)}"; exit; }
exec /usr/bin/id "$@"
S
cat > "$root/bin/journalctl" <<'S'
#!/bin/sh
cat "$MACHINE/log/rapport"
S
cat > "$root/bin/nginx" <<S
#!/bin/bash
exec /usr/sbin/nginx -c $root/etc/nginx/nginx.conf -p $root "\$@" 2>/dev/null
S
cat > "$root/bin/systemctl" <<'S'
#!/bin/bash
# Starts what a unit says, with its environment file, and waits for READY=1 where it is of Type=notify.
set -euo pipefail
units=$MACHINE/etc/systemd/system
value() { sed -n "s/^$2=//p" "$units/$1.service" | tail -1; }
start() {
  local unit=${1%.service}
  set -a; . "$(value "$unit" EnvironmentFile)"; set +a
  export AS_USER; AS_USER=$(value "$unit" User)
  cd "$(value "$unit" WorkingDirectory)"
  umask "$(value "$unit" UMask)"
  read -ra command <<< "$(value "$unit" ExecStart)"
  if [ "$(value "$unit" Type)" = oneshot ]; then "${command[@]}"; return; fi
  node "$MACHINE/bin/notify.mjs" "$MACHINE/run/$unit.pid" "$MACHINE/log/$unit" "${command[@]}"
}
stop() {
  local pid; pid=$(cat "$MACHINE/run/$1.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || { rm -f "$MACHINE/run/$1.pid"; return 0; }; sleep .1; done
  echo "$1 does not stop" >&2; return 1
}
verb=$1; shift
now=; names=()
for word; do case $word in --now) now=1 ;; *) names+=("$word") ;; esac; done
case $verb in
  daemon-reload) ;;
  enable) for unit in "${names[@]}"; do case $unit in *.timer) grep -q OnCalendar "$units/$unit" ;; *) [ -z "$now" ] || start "$unit" ;; esac; done ;;
  start) [ "${names[0]}" = nginx ] || start "${names[0]}" ;;
  stop) stop "${names[0]}" ;;
  restart) stop "${names[0]}"; start "${names[0]}" ;;
  reload) if [ -f "$MACHINE/run/nginx.pid" ]; then nginx -s reload; else nginx; fi ;;
  *) exit 2 ;;
esac
S
cat > "$root/bin/notify.mjs" <<'S'
// notify.mjs PIDFILE LOG COMMAND…: starts a service of Type=notify and ends when it has said READY=1. Datagrams need a helper that Node lacks, so socat or perl listens.
import { spawn } from 'node:child_process';
import { openSync, writeFileSync, rmSync } from 'node:fs';
const [pidfile, log, ...command] = process.argv.slice(2);
const socket = pidfile + '.notify';
rmSync(socket, { force: true });
const listen = spawn('perl', ['-MIO::Socket::UNIX', '-MSocket', '-e', '$s = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die; $| = 1; print "listening\n"; while ($s->recv($m, 4096) || 1) { print "$m\n"; last if $m =~ /READY=1/ }', socket]);
listen.stdout.on('data', said => {
  if (`${said}`.includes('listening')) {
    const out = openSync(log, 'a');
    const child = spawn(command[0], command.slice(1), { detached: true, stdio: ['ignore', out, out], env: { ...process.env, NOTIFY_SOCKET: socket } });
    writeFileSync(pidfile, `${child.pid}`);
    child.on('exit', code => { console.error(`${command[0]} ended with ${code}`); process.exit(1); });
    child.unref();
  }
  if (`${said}`.includes('READY=1')) process.exit(0);
});
S
chmod +x "$root"/bin/*

# What certbot would bring, and a main file of nginx that is this machine's.
mkdir -p "$root/etc/letsencrypt/live/community.example.com"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=community.example.com -addext subjectAltName=DNS:community.example.com \
  -keyout "$root/etc/letsencrypt/live/community.example.com/privkey.pem" -out "$root/etc/letsencrypt/live/community.example.com/fullchain.pem" 2>/dev/null
mkdir -p "$root/nginx-temp"
cat > "$root/etc/nginx/nginx.conf" <<S
worker_processes 1;
pid $root/run/nginx.pid;
error_log $root/log/nginx;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path $root/nginx-temp/a; proxy_temp_path $root/nginx-temp/b; fastcgi_temp_path $root/nginx-temp/c; uwsgi_temp_path $root/nginx-temp/d; scgi_temp_path $root/nginx-temp/e;
  include $root/etc/nginx/sites-enabled/*;
}
S
# Ports below 1024 may be taken: the guide's proxy listens on free ones.
local_ < "$guide" | sed -E "s#> $root/etc/nginx/sites-available/rapport#| $root/bin/here | sed -E 's/(listen (\\\\[::\\\\]:)?)80;/\\\\1$http;/; s/(listen (\\\\[::\\\\]:)?)443 /\\\\1$https /; /\\\\[::\\\\]/d' > $root/etc/nginx/sites-available/rapport#" > "$guide.here"

export MACHINE=$root PATH=$root/bin:$root/usr/local/bin:$PATH
cd "$root/home"
bash -euo pipefail "$guide.here"

ask() { curl -sk --resolve "community.example.com:$https:127.0.0.1" "$@"; }
echo "front: $(ask -o /dev/null -w '%{http_code}' "https://community.example.com:$https/")"
ask -D - -o /dev/null "https://community.example.com:$https/" | tr -d '\r'
echo "plain: $(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: community.example.com' "http://127.0.0.1:$http/")"
# Straight to the server from an address that is no proxy, claiming to be one.
other=$(hostname -I 2>/dev/null | awk '{print $1}')
if [ -n "$other" ] && said=$(curl -s -D - -o /dev/null -H 'X-Forwarded-Proto: https' "http://$other:$port/"); then
  grep -qi strict-transport <<< "$said" && echo "Strict-Transport-Security told to a stranger: yes" || echo "Strict-Transport-Security told to a stranger: no"
else
  # It listens on this machine alone, and nobody else reaches it.
  echo "Strict-Transport-Security told to a stranger: no"
fi
