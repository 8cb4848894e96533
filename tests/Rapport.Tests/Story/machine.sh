#!/usr/bin/env bash
# machine.sh REPOSITORY FOLDER GUIDE: runs the guide's commands with FOLDER in place of the machine's root. What stands for Debian
# is small: a systemctl that starts what a unit says and waits until it says it is ready, and no other users. nginx, its
# certificate, PostgreSQL (RAPPORT_TEST_POSTGRES) and the archive are real.
set -euo pipefail
repository=$1 root=$2 guide=$3
mkdir -p "$root"/{bin,run,log,etc/nginx/sites-available,etc/nginx/sites-enabled,etc/systemd/system,usr/local/bin,var/lib,var/backups,home,nginx}
port=$("$repository/tests/free-port") http=$("$repository/tests/free-port") https=$("$repository/tests/free-port")
export MACHINE=$root PATH=$root/bin:$root/usr/local/bin:$PATH:/usr/sbin:/sbin
part() { tr ';' '\n' <<< "$RAPPORT_TEST_POSTGRES" | sed -n "s/^$1=//p"; }
export PGHOST PGPORT PGUSER PGDATABASE
PGHOST=$(part Host) PGPORT=$(part Port) PGUSER=$(part Username) PGDATABASE=postgres
database=guide_$(basename "$root" | tr -dc 'A-Za-z0-9' | tr '[:upper:]' '[:lower:]')
# What runs here is told by its files, as on a real machine, and not by who runs the test.
postgres=$RAPPORT_TEST_POSTGRES
unset "${!RAPPORT_@}"

end() {
  systemctl stop rapport || true
  [ -z "${caddy:-}" ] || kill "$caddy" 2>/dev/null || true
  [ ! -s "$root/run/nginx.pid" ] || kill "$(cat "$root/run/nginx.pid")" 2>/dev/null || true
  [ ! -f "$root/run/database" ] || dropdb --force "$database"
}
trap end EXIT

# The archive, as it is published (made quickly where none is at hand), and the next version's.
version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' "$repository/Directory.Build.props")
archive=$root/home/rapport-$version-linux-x64.tar.xz
if [ -n "${MACHINE_ARCHIVE:-}" ]; then cp "$MACHINE_ARCHIVE" "$archive"; else PUBLISH_QUICK=1 "$repository/bin/publish" x64 "$archive" >&2; fi
next=$(awk -F. '{ print $1 "." $2 + 1 "." 0 }' <<< "$version")
mkdir "$root/next"
tar -C "$root/next" -xJf "$archive"
tar -C "$root/next" --transform "s:^rapport-$version:rapport-$next:" -cf - "rapport-$version" | xz -0 -T0 > "$root/home/rapport-$next-linux-x64.tar.xz"
rm -r "$root/next"

# Paths of the machine become paths of the folder, its ports free ones, its database one of the test's.
cat > "$root/bin/here" <<S
#!/bin/bash
exec sed -E -e "s#(^|[^A-Za-z0-9_.\\\$/])/(opt/rapport|etc/rapport|etc/nginx/sites|etc/systemd|etc/letsencrypt|var/lib/rapport|var/backups/rapport|usr/local/bin)#\1$root/\2#g" \\
  -e "s#Host=/var/run/postgresql;Username=rapport;Database=rapport#${postgres%;Database=*};Database=$database#" \\
  -e 's/\b5080\b/$port/g' -e 's/listen 80;/listen $http;/; s/listen 443 /listen $https /; /listen \[::\]/d' -e 's#return 301 https://\\\$host#&:$https#'
S
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
for file in "$to" "$to"/*; do case $file in */etc/* | */usr/local/bin/*) [ -f "$file" ] && ! grep -q "$MACHINE" "$file" && { here < "$file" > "$MACHINE/run/here"; cat "$MACHINE/run/here" > "$file"; } ;; esac; done
exit 0
S
cat > "$root/bin/runuser" <<S
#!/bin/bash
# runuser -u USER -- COMMAND: the same user, who says to be another. PostgreSQL's own has made the role already.
user=\$2; shift 3
case "\$user \$1" in
  "postgres createuser") exit 0 ;;
  "postgres createdb") touch $root/run/database; exec "\${@:1:\$#-1}" $database ;;
  *) AS_USER=\$user exec "\$@" ;;
esac
S
cat > "$root/bin/id" <<'S'
#!/bin/bash
[ "$*" = -un ] && { echo "${AS_USER:-root}"; exit; }
exec /usr/bin/id "$@"
S
cat > "$root/bin/journalctl" <<'S'
#!/bin/sh
cat "$MACHINE/log/rapport"
S
cat > "$root/bin/nginx" <<S
#!/bin/bash
exec /usr/sbin/nginx -c $root/etc/nginx/nginx.conf -p $root/nginx -e $root/log/nginx "\$@"
S
cat > "$root/bin/systemctl" <<'S'
#!/bin/bash
# Starts what a unit says, with its environment file, and waits for READY=1 where it is of Type=notify.
set -euo pipefail
units=$MACHINE/etc/systemd/system
value() { sed -n "s/^$2=//p" "$units/$1.service" | tail -1; }
runs() { [ -d "/proc/$1" ] && ! grep -q '^State:.Z' "/proc/$1/status"; }
start() {
  local unit=${1%.service}
  set -a; . "$(value "$unit" EnvironmentFile)"; set +a
  export AS_USER; AS_USER=$(value "$unit" User)
  cd "$(value "$unit" WorkingDirectory)"
  umask "$(value "$unit" UMask)"
  read -ra command <<< "$(value "$unit" ExecStart)"
  # Neither an SDK nor Node is on the way.
  if [ "$(value "$unit" Type)" = oneshot ]; then PATH=/usr/bin:/bin "${command[@]}"; else PATH=/usr/bin:/bin notify "$MACHINE/run/$unit.pid" "$MACHINE/log/$unit" "${command[@]}"; fi
}
notify() { perl "$MACHINE/bin/notify" "$@"; }
stop() {
  local pid; pid=$(cat "$MACHINE/run/$1.pid" 2>/dev/null) || return 0
  rm "$MACHINE/run/$1.pid"
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 600); do runs "$pid" || return 0; sleep .1; done
  kill -9 "$pid"; echo "$1 does not stop" >&2; return 1
}
verb=$1; shift
now=; names=()
for word; do case $word in --now) now=1 ;; *) names+=("$word") ;; esac; done
case "$verb ${names[*]}" in
  daemon-reload*) ;;
  enable*.timer) grep -q OnCalendar "$units/${names[0]}" ;;
  enable*) [ -z "$now" ] || start "${names[0]}" ;;
  "reload nginx") if [ -s "$MACHINE/run/nginx.pid" ]; then nginx -s reload; else nginx; fi ;;
  start*) start "${names[0]}" ;;
  stop*) stop "${names[0]}" ;;
  restart*) stop "${names[0]}"; start "${names[0]}" ;;
  *) echo "systemctl: $verb ${names[*]}?" >&2; exit 2 ;;
esac
S
cat > "$root/bin/notify" <<'S'
# notify PIDFILE LOG COMMAND…: starts a service of Type=notify, and ends when it has said READY=1 (0) or has ended (1).
use strict; use Socket; use IO::Socket::UNIX; use POSIX ();
my ($pidfile, $log, @command) = @ARGV;
my $socket = "$pidfile.notify";
unlink $socket;
my $heard = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $socket) or die "$socket: $!";
my $pid = fork // die;
if (!$pid) {
  POSIX::setsid(); open STDIN, '<', '/dev/null'; open STDOUT, '>>', $log; open STDERR, '>&', \*STDOUT;
  $ENV{NOTIFY_SOCKET} = $socket;
  exec @command or POSIX::_exit(127);
}
open my $out, '>', $pidfile or die; print $out $pid; close $out;
my $ready = '';
vec($ready, fileno($heard), 1) = 1;
while (1) {
  if (select(my $now = $ready, undef, undef, .2) > 0) { $heard->recv(my $said, 4096); exit 0 if $said =~ /READY=1/ }
  if (waitpid($pid, POSIX::WNOHANG()) == $pid) { print STDERR "$command[0] ended before it was ready: ", `tail -c 2000 $log`; exit 1 }
}
S
chmod +x "$root"/bin/*

# What certbot would bring, and a main file of nginx that is this machine's.
mkdir -p "$root/etc/letsencrypt/live/community.example.com"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=community.example.com -addext subjectAltName=DNS:community.example.com \
  -keyout "$root/etc/letsencrypt/live/community.example.com/privkey.pem" -out "$root/etc/letsencrypt/live/community.example.com/fullchain.pem" 2>/dev/null
cat > "$root/etc/nginx/nginx.conf" <<S
worker_processes 1;
pid $root/run/nginx.pid;
error_log $root/log/nginx;
$([ "$(/usr/bin/id -u)" != 0 ] || echo "user root;")
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path $root/nginx/a; proxy_temp_path $root/nginx/b; fastcgi_temp_path $root/nginx/c; uwsgi_temp_path $root/nginx/d; scgi_temp_path $root/nginx/e;
  include $root/etc/nginx/sites-enabled/*;
}
S

# The guide's commands, each block shown before it runs; what it makes from a file of the archive speaks of this machine too.
here < "$guide" | sed -E "s#^(sed .*) > ($root/etc/nginx/.*)#\1 | here > \2#; s#^version=.*next.*#version=$next#" > "$guide.here"
cd "$root/home"
bash -euo pipefail "$guide.here"

# Asked from outside, as a browser does.
ask() { curl -s --cacert "$root/etc/letsencrypt/live/community.example.com/fullchain.pem" --resolve "community.example.com:$https:127.0.0.1" "$@"; }
echo "front: $(ask -o /dev/null -w '%{http_code}' "https://community.example.com:$https/")"
echo "told: $(ask -D - -o /dev/null "https://community.example.com:$https/" | tr -d '\r' | grep -i '^strict-transport-security')"
echo "plain: $(curl -s -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: community.example.com' "http://127.0.0.1:$http/")"
# A visitor's own word for how they came counts for nothing.
echo "pretended: $(ask -D - -o /dev/null -H 'X-Forwarded-Proto: http' -H 'X-Forwarded-Host: evil.example' "https://community.example.com:$https/settings" | tr -d '\r' | grep -iE '^(location|strict-transport-security)' | tr '\n' ' ')"
# Caddy in nginx's place, on ports of its own and with a certificate that it signs itself.
plain=$("$repository/tests/free-port") coded=$("$repository/tests/free-port")
{ printf '{\n admin off\n http_port %s\n https_port %s\n local_certs\n skip_install_trust\n}\n' "$plain" "$coded"; here < "$root/opt/rapport/current/deploy/Caddyfile"; } > "$root/etc/Caddyfile"
XDG_DATA_HOME=$root XDG_CONFIG_HOME=$root caddy run --config "$root/etc/Caddyfile" --adapter caddyfile > "$root/log/caddy" 2>&1 &
caddy=$!
signed=$root/caddy/pki/authorities/local/root.crt
tries=0
until [ -s "$signed" ] && curl -s --cacert "$signed" --resolve "community.example.com:$coded:127.0.0.1" -D "$root/caddied" -o /dev/null -H 'X-Forwarded-Proto: http' -H 'X-Forwarded-Host: evil.example' "https://community.example.com:$coded/settings"; do
  tries=$((tries + 1)); if [ $tries = 300 ] || ! kill -0 $caddy; then tail -3 "$root/log/caddy"; exit 1; fi
  sleep .1
done
echo "caddy: $(tr -d '\r' < "$root/caddied" | grep -iE '^(location|strict-transport-security)' | tr '\n' ' ')"
echo "serving: $(readlink "$root/opt/rapport/current") on $(tr '\0' '\n' < "/proc/$(cat "$root/run/rapport.pid")/environ" | grep -c "^RAPPORT_DATABASE=.*$database") PostgreSQL"

# What others made is named with its licence; a part that nobody knows stops a publish, and so does one without a licence.
cd "$root/opt/rapport/current/"
echo "unnamed: $(LC_ALL=C comm -23 <(ls *.dll *.so* | LC_ALL=C sort) <(sed -n 's/^    //p' THIRD-PARTY-NOTICES.txt | tr ' ' '\n' | LC_ALL=C sort -u) | tr '\n' ' ')"
cp -al . "$root/strange"
touch "$root/strange/Strange.dll"
sed 's#"Markdig/[^"]*"#"Markdig/0.0.1"#' rapport.deps.json > "$root/deps.json"
mv "$root/deps.json" "$root/strange/rapport.deps.json"
"$repository/bin/licences" "$root/strange" || echo "strange: refused"

# systemd's own opinion of the units, where it is there to have one.
if command -v systemd-analyze > /dev/null; then
  systemd-analyze verify "$root"/etc/systemd/system/rapport.service "$root"/etc/systemd/system/rapport-backup.* 2>&1 | grep -F "$root" > "$root/log/verify" || true
  echo "units: $([ -s "$root/log/verify" ] && cat "$root/log/verify" || echo sound)"
else
  echo "units: not looked at"
fi
