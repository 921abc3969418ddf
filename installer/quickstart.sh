#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# From nothing to a sample that was moved and checked, without a question: installs what is needed, builds the program,
# makes a sample install of several creators, and moves it into a private PostgreSQL on this computer. Can be run again.
set -euo pipefail

top=$(cd -- "$(dirname -- "$0")/.." && pwd)
cd "$top"

step() {
    printf '\n== %s\n' "$1"
}

jobs=$(nproc)
memory_kb=$(awk '/^MemAvailable/ {print $2}' /proc/meminfo 2>/dev/null || echo 2000000)
if [ $((memory_kb / 1000000)) -lt "$jobs" ]; then
    jobs=$((memory_kb / 1000000 > 0 ? memory_kb / 1000000 : 1))
fi

step "1 of 5: what the program needs"
./installer/dependencies.sh build
echo "Everything is there."

step "2 of 5: building the program (a few minutes the first time)"
cmake --preset release >/dev/null
cmake --build --preset release --target cutover-cli cutover -- -j"$jobs"
cli="$top/build/release/bin/cutover-cli"
window="$top/build/release/bin/cutover"

step "3 of 5: a sample of data, as an application would have left it"
if [ -n "${CUTOVER_DATA_DIR:-}" ]; then
    data=$CUTOVER_DATA_DIR
elif [ "$(id -u)" -eq 0 ]; then
    data=/var/lib/cutover
else
    data=${XDG_DATA_HOME:-$HOME/.local/share}/cutover
fi
sample="$data/sample"
if [ ! -e "$sample/complete" ]; then
    rm -rf -- "$sample"
    ./tests/data/make-sample.sh "$sample" >/dev/null
    touch "$sample/complete"
fi
"$cli" detect "$sample"

step "4 of 5: moving it into a private PostgreSQL on this computer"
answer=0
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$cli" migrate --sqlite-path "$sample" --local --yes 2>&1 | tee "$said" || answer=${PIPESTATUS[0]}
# 3: all is well, with notes to read (the sample has some on purpose).
if [ "$answer" -ne 0 ] && [ "$answer" -ne 3 ]; then
    echo "The sample could not be moved; the reason is above." >&2
    exit 1
fi
# The second time there is nothing to do, and the run is the one of the first time.
run=$(grep -oE '[0-9]{8}T[0-9]{6}-[0-9a-f]+' "$said" | head -n 1 || true)
if [ -n "$run" ]; then
    echo "$run" >"$sample/run"
fi
run=$(cat "$sample/run")

step "5 of 5: comparing every value with the original once more"
"$cli" verify --local --run "$run"

cat <<EOF

== Done

What just happened: a sample with the files of four creators was made in
    $sample
Every file was copied, examined and moved into a PostgreSQL server of your own on this computer, each creator in a
schema of its own, and then read back and compared with the original, value for value. The original files were not changed.

The window:        $window
Look at it:        psql "$("$cli" server url)"
                   (the password is in $data/server/password)
What was moved:    $cli history
Undo this run:     $cli rollback --local --run $run --yes
Your own data:     $cli migrate --sqlite-path FOLDER --local
Stop the server:   $cli server stop
EOF

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "Opening the window…"
    "$window" "$sample" >/dev/null 2>&1 &
fi
