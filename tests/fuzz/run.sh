#!/usr/bin/env bash
# Runs every fuzz target for SECONDS (default 10) from its seeds; findings end the run with their file's name.
# Up to 10 seconds the same inputs are tried each time, so that a short run is a test; longer ones search anew.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10}
seed=$([ "$seconds" -le 10 ] && echo 1 || echo 0)
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz >&2
ulimit -v unlimited
for target in build/fuzz/tests/fuzz/fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  name=$(basename "$target")
  mkdir -p "build/fuzz/corpus/$name"
  seeds=tests/fuzz/seeds/${name#fuzz_}
  "$target" -seed="$seed" -max_total_time="$seconds" -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" \
    "build/fuzz/corpus/$name" $([ -d "$seeds" ] && echo "$seeds") >"build/fuzz/$name.log" 2>&1 ||
    { echo "$name: a finding, see build/fuzz/$name.log" >&2; exit 1; }
  printf '%-28s %12s executions, 0 findings\n' "$name" "$(sed -n 's/stat::number_of_executed_units: *//p' "build/fuzz/$name.log")"
done
