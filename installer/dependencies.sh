#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what the program needs: dependencies.sh [run|build|test]   (each includes the one before; default: build)
# Asks nothing, and does nothing where everything is there already. Debian and Ubuntu by apt, as root or through sudo;
# elsewhere it names what is needed.
set -euo pipefail

run_packages=(postgresql postgresql-client libqt6sql6-psql libqt6sql6-sqlite libqt6concurrent6 libqt6network6
    libqt6widgets6 libqt6svg6 qt6-translations-l10n libqt6keychain1 libpq5 libsqlite3-0 libssl3 libxxhash0 sqlite3 graphviz)
build_packages=(g++ cmake ninja-build ccache pkg-config qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools
    qt6-l10n-tools qtkeychain-qt6-dev libpq-dev libsqlite3-dev libssl-dev libexpected-dev libxxhash-dev libcli11-dev)
test_packages=(clang-format clang-tidy git libfaketime pgbouncer procps)

case "${1:-build}" in
run) packages=("${run_packages[@]}") ;;
build) packages=("${run_packages[@]}" "${build_packages[@]}") ;;
test) packages=("${run_packages[@]}" "${build_packages[@]}" "${test_packages[@]}") ;;
*)
    echo "Usage: dependencies.sh [run|build|test]" >&2
    exit 2
    ;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system has no apt, so the packages cannot be installed from here. Please install what these Debian packages"
    echo "hold with your own package manager, and start this again:"
    printf '  %s\n' "${packages[@]}"
    # Whoever has installed them by hand may go on.
    for tool in cmake ninja c++ sqlite3; do
        command -v "$tool" >/dev/null || exit 1
    done
    exit 0
fi

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
for package in "${packages[@]}"; do
    # Newer releases name a library after its time_t; the other name is as good.
    installed "$package" || installed "${package}t64" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing, and neither are you root nor is there sudo: ${missing[*]}" >&2
        echo "Ask whoever looks after this computer for: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@"
}

# Only the server's programs are wanted: no cluster of the system's own, made and started unasked.
keep_cluster_away() {
    local conf=/etc/postgresql-common/createcluster.conf
    if [ -e "$conf" ]; then
        return
    fi
    "${as_root[@]}" mkdir -p "$(dirname "$conf")"
    echo "create_main_cluster = false" | "${as_root[@]}" tee "$conf" >/dev/null
}

echo "Installing: ${missing[*]}"
apt update
if ! installed postgresql-common; then
    keep_cluster_away
fi
# Newer releases call some libraries …t64: those are the same, and apt is asked for what it has.
wanted=()
for package in "${missing[@]}"; do
    if apt-cache show "$package" >/dev/null 2>&1; then
        wanted+=("$package")
    else
        wanted+=("${package}t64")
    fi
done
apt install --no-install-recommends "${wanted[@]}"
