#!/usr/bin/env bash
# units.sh WORK: systemd takes every unit, and the long-running ones are confined. Their programs aren't on this machine, so
# /bin/true stands in for them.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. infrastructure/setup/lib.sh
folder=$1/units
mkdir -p "$folder"

if ! have systemd-analyze; then
    say "No systemd-analyze here: units aren't checked"
    exit
fi
for unit in infrastructure/systemd/*.service infrastructure/systemd/stalwart/*.{service,timer} infrastructure/k3s/host/*.{service,timer} infrastructure/backup/systemd/*; do
    # Each script that a unit starts is here, under the folder that it is installed to.
    while read -r script; do [ -x "${script#/opt/dezky/}" ] || stop "$unit starts $script, which isn't here."; done < <(
        sed -n 's#^ExecStart=\(/opt/dezky/[^ ]*\).*#\1#p' "$unit")
    sed -E 's#^(Exec[A-Za-z]+=)(/usr/(local/)?bin/[a-z]+|/opt/dezky/[a-z/0-9-]+\.sh)#\1/bin/true#; s#^(EnvironmentFile=)/etc/#\1-/etc/#' "$unit" >"$folder/${unit##*/}"
done
systemd-analyze verify --man=no "$folder"/* >"$1/said" 2>&1 || { cat "$1/said"; stop "systemd doesn't take the units."; }
[ ! -s "$1/said" ] || { cat "$1/said"; stop "systemd has something to say about the units."; }
# Tenths of ten: under two is as confined as a service with a network gets.
for unit in dezky dezky-work stalwart; do
    systemd-analyze security --offline=true --threshold=20 "$folder/$unit.service" >"$1/said" 2>&1 || { tail -1 "$1/said"; stop "$unit.service isn't confined."; }
done
root=$1/root
mkdir -p "$root/etc"
cp /etc/passwd /etc/group "$root/etc/"
if have systemd-sysusers; then
    systemd-sysusers --root="$root" "$PWD"/infrastructure/systemd/sysusers.d/*.conf >/dev/null 2>&1
    systemd-tmpfiles --root="$root" --create "$PWD"/infrastructure/systemd/tmpfiles.d/*.conf
    [ "$(stat -c '%a %g' "$root/var/log/stalwart")" = '750 2000' ] || stop "Stalwart's logs aren't its group's."
    touch -d '61 days ago' "$root/var/log/stalwart/dezky.old"
    touch -d '59 days ago' "$root/var/log/stalwart/dezky.young"
    systemd-tmpfiles --root="$root" --clean "$PWD"/infrastructure/systemd/tmpfiles.d/*.conf
    [ "$(ls "$root/var/log/stalwart")" = dezky.young ] || stop "Of Stalwart's logs these stay: $(ls "$root/var/log/stalwart")"
    [ "$(stat -c %a "$root/etc/dezky/secrets")" = 700 ] || stop "Others may look at the secrets."
fi
if have nft && [ "$(id -u)" = 0 ]; then
    rules=infrastructure/k3s/host/nftables.conf
    nft --check -f $rules 2>"$1/said" || { cat "$1/said"; stop "nft doesn't take nftables.conf."; }
    # Played in a network of its own: a change replaces our table, a stop takes it away, and the cluster's rules stay.
    if unshare --net true 2>/dev/null; then
        sed 's#192.0.2.0/24#198.51.100.0/24#' $rules >"$1/changed.conf"
        ending=$(sed -n 's/^ExecStop=\(..*\)/\1/p' infrastructure/k3s/host/nftables-dezky.conf)
        unshare --net bash -euc "nft add table ip cluster; nft -f $rules; nft -f '$1/changed.conf'
            nft list set inet dezky administrators; ${ending/\/usr\/sbin\/nft/nft}; nft list tables" >"$1/said" 2>&1 ||
            { cat "$1/said"; stop "the firewall can't be changed, or not be stopped."; }
        ! grep -q '192\.0\.2' "$1/said" || stop "Who was taken out of nftables.conf comes in all the same."
        [ "$(grep ^table "$1/said" | tail -n +2)" = 'table ip cluster' ] || { cat "$1/said"; stop "the firewall's end leaves other tables than the cluster's."; }
    fi
fi
grep -qx 'ExecStop=' infrastructure/k3s/host/nftables-dezky.conf || stop "nftables' unit still flushes every table."
