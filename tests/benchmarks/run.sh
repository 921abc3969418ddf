#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How fast the program is and how much memory it takes, beside what it can be compared with, on data that it makes
# itself: run.sh [whole|load|census|verify|snapshot|memory|rows30m|creators|thousands|window|browse …]   (default: all
# of them but the window and browse)
# Starts a PostgreSQL of its own and removes it again. Data is made once and kept in build/benchmarks (about 6 GB for
# all of it; BENCHMARKS_FOLDER says where else). REPETITIONS (default 5) says how often each pair is measured; the
# figures are medians. pgloader is compared with where it is installed (on Debian: apt-get install pgloader).
set -euo pipefail

top=$(cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$top"
cmake --preset release >/dev/null
if [[ ${1:-} == window || ${1:-} == browse ]]; then
    cmake --build --preset release --target window-benchmark >&2
    [[ $1 == window ]] && shift
    # That platform cannot keep a window from being too small, and says so each time.
    export QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='default.warning=false' REPETITIONS=${REPETITIONS:-5}
    exec build/release/bin/window-benchmark "${BENCHMARKS_FOLDER:-build/benchmarks}" "$@"
fi
cmake --build --preset release --target benchmarks cutover-cli >&2
REPETITIONS=${REPETITIONS:-5} exec build/release/bin/benchmarks "${BENCHMARKS_FOLDER:-build/benchmarks}" "$@"
