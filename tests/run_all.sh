#!/usr/bin/env bash
# All tests: unit tests under ASan and UBSan, the labelled ones under TSan, short fuzzing, the real program end to end.
# --long SECONDS fuzzes each target that long.
set -euo pipefail
cd "$(dirname "$0")/.."
fuzz_seconds=3
[ "${1:-}" = --long ] && fuzz_seconds=${2:?seconds}
step() { printf '\n== %s (%ss)\n' "$*" "$SECONDS"; }

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0
step "unit tests under ASan and UBSan"
cmake --preset asan >/dev/null
cmake --build --preset asan >&2
ctest --test-dir build/asan --output-on-failure --no-tests=error -j2

step "threads under TSan"
export TSAN_OPTIONS=suppressions=$PWD/tests/support/tsan.supp:halt_on_error=1
cmake --preset tsan >/dev/null
cmake --build --preset tsan --target thread_tests >&2
build/tsan/tests/thread_tests

step "fuzzing, $fuzz_seconds s a target"
tests/fuzz/run.sh "$fuzz_seconds"

step "the program, end to end"
tests/e2e/run.sh
step "all passed"
