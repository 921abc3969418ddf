#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# All checks, as CI runs them: format, lint of what changed, then builds and tests under each preset. Ends with the
# summaries of ctest.
set -uo pipefail

top=$(cd -- "$(dirname -- "$0")/.." && pwd)
cd "$top"

# Tests that drive the real program, under the sanitizers as well.
driving_tests=(tst_cliresume tst_connectionloss)
# The tests that use threads, for the thread sanitizer.
threaded_tests=(tst_census tst_connectfailures tst_connection tst_doctor tst_localserver tst_run tst_snapshot tst_tableload
    "${driving_tests[@]}")
# At most so many files are linted; more are named as left out.
lint_limit=${LINT_LIMIT:-40}

jobs=$(nproc)
failures=()
summaries=$(mktemp)
trap 'rm -f "$summaries"' EXIT
started=$SECONDS

step() {
    printf '\n== %s (after %d s)\n' "$1" $((SECONDS - started))
}

# try NAME COMMAND…: goes on after a failure, and remembers it.
try() {
    local name=$1
    shift
    step "$name"
    if ! "$@"; then
        failures+=("$name")
        printf 'FAILED: %s\n' "$name"
        return 1
    fi
}

# configure_and_build PRESET [target…]
configure_and_build() {
    local preset=$1 target=()
    shift
    [ $# -eq 0 ] || target=(--target "$@")
    cmake --preset "$preset" >/dev/null && cmake --build --preset "$preset" "${target[@]}" -- -j"$jobs"
}

# The names of the tests in these folders of tests/.
tests_in() {
    local folder
    for folder in "$@"; do
        find "tests/$folder" -name 'tst_*.cpp' -printf '%f\n' | sed 's/\.cpp$//'
    done
}

# run_tests PRESET [ctest options]: keeps the lines of the summary for the end.
run_tests() {
    local preset=$1 log status
    shift
    log=$(mktemp)
    ctest --preset "$preset" -j"$jobs" --no-tests=error "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    {
        printf -- '-- %s %s\n' "$preset" "$*"
        grep -E '^[0-9]+% tests passed|^Total Test time|\((Failed|Timeout|SEGFAULT|Subprocess aborted|Not Run)\)' "$log"
    } >>"$summaries"
    rm -f "$log"
    return "$status"
}

# sanitize PRESET test…: builds just these tests, and runs them.
sanitize() {
    local preset=$1 pattern
    shift
    pattern="^($(IFS='|'; echo "$*"))\$"
    try "build $preset" configure_and_build "$preset" "$@" && try "test $preset" run_tests "$preset" -R "$pattern"
}

tool() {
    command -v "$1-14" || command -v "$1"
}

check_format() {
    git ls-files -z -- 'app/*.cpp' 'app/*.h' 'ui/*.cpp' 'ui/*.h' 'translations/*.cpp' 'translations/*.h' 'tests/*.cpp' 'tests/*.h' |
        xargs -0 -r -n 20 -P "$jobs" "$(tool clang-format)" --dry-run -Werror
}

# Where this branch left the main one; on the main branch, the commit before the last push that is known; else the last one.
lint_base() {
    local head branch base
    head=$(git rev-parse HEAD)
    for branch in origin/main main origin/master master; do
        base=$(git merge-base HEAD "$branch" 2>/dev/null) || continue
        if [ "$base" != "$head" ]; then
            echo "$base"
            return
        fi
    done
    git rev-parse -q --verify HEAD~1 || git hash-object -t tree /dev/null
}

lint() {
    local base files
    base=$(lint_base)
    # Also what is not committed yet.
    mapfile -t files < <(git diff --name-only --diff-filter=d "$base" -- 'app/*.cpp' 'ui/*.cpp' 'translations/*.cpp' 'tests/*.cpp')
    if [ ${#files[@]} -gt "$lint_limit" ]; then
        printf 'Linting %d of %d changed files (LINT_LIMIT); left out:\n' "$lint_limit" ${#files[@]}
        printf '  %s\n' "${files[@]:lint_limit}"
        files=("${files[@]:0:lint_limit}")
    fi
    printf 'clang-tidy on %d files changed since %s\n' ${#files[@]} "${base:0:12}"
    [ ${#files[@]} -eq 0 ] || printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$jobs" "$(tool clang-tidy)" --quiet -p build/dev
}

./installer/dependencies.sh test || exit 1

try "format" check_format
if try "build dev" configure_and_build dev; then
    try "test dev" run_tests dev
    try "lint" lint
fi
mapfile -t sanitized_tests < <(tests_in unit postgres)
sanitized_tests+=("${driving_tests[@]}")
sanitize dev-asan "${sanitized_tests[@]}"
sanitize dev-tsan "${threaded_tests[@]}"

step "summary"
if [ ${#failures[@]} -gt 0 ]; then
    printf 'Failed: %s\n' "${failures[@]}"
fi
cat "$summaries"
[ ${#failures[@]} -eq 0 ]
