#!/usr/bin/env bash
# Measures the built program on the sample province, over loopback only. Ends with a table and build/bench/results.json.
# usage: tests/bench/run.sh [--peers] [--doorplates N]
set -euo pipefail
cd "$(dirname "$0")/../.."
here=tests/bench
scratch=build/bench
rows=$scratch/results.tsv
layers=(doorplate village county map)
peers=
doorplates=
while [ $# -gt 0 ]; do
  case "$1" in
    --peers) peers=1; shift ;;
    --doorplates) doorplates=$2; shift 2 ;;
    *) echo "usage: tests/bench/run.sh [--peers] [--doorplates N]" >&2; exit 2 ;;
  esac
done
sample=$scratch/sample${doorplates:+-$doorplates}.sqlite
areas=$scratch/areas.geojson

say() { printf '\033[1m== %s\033[0m (%ss)\n' "$*" "$SECONDS" >&2; }
row() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "${4:-}" >>"$rows"; }  # NAME VALUE UNIT [ROW that it is a ratio to]
divide() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'; }
since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }'; }

server_pid=
cleanups=()
stop_server() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=
}
at_exit() {
  stop_server
  local step
  for step in "${cleanups[@]}"; do "$step" || true; done
}
trap at_exit EXIT
trap 'exit 130' INT TERM

serve() { # [options]: sets url and start_s
  stop_server
  local begun=$EPOCHREALTIME
  build/diming serve --db "$sample" --port 0 --log "$scratch/serve.log" "$@" >"$scratch/url" &
  server_pid=$!
  until url=$(grep -m1 . "$scratch/url") && curl -sfo /dev/null "${url%/}/readyz"; do
    kill -0 "$server_pid" 2>/dev/null || { echo "bench: the program ended before it served" >&2; exit 1; }
    sleep 0.02
  done
  start_s=$(since "$begun")
  url=${url%/}
}

memory() { awk -v key="$1:" '$1 == key { printf "%.0f", $2 / 1024 }' "/proc/$server_pid/status"; }

ask() { # URL LIST CONNECTIONS SECONDS: sets rate, p99 and bytes
  local mark refused
  read -r mark rate p99 refused bytes < <(PATHS=$2 wrk -t1 -c"$3" -d"$4"s -s $here/paths.lua "$1" | grep '^figures')
  [ "$mark" = figures ] && [ "$refused" = 0 ] || { echo "bench: $refused requests of $2 failed" >&2; exit 1; }
}

measure() { # NAME LIST CONNECTIONS SECONDS: two rows, against the ceiling of as many connections
  ask "$url" "$2" "$3" "$4"
  row "$1, $3 conn" "$rate" /s "healthz, $3 conn"
  row "$1, $3 conn, p99" "$p99" ms
}

measure_import() {
  if [ ! -f "$areas" ]; then
    say "writing the areas as GeoJSON"
    ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=15 -a_srs EPSG:4490 -sql "$(cat $here/areas.sql)" "$areas.part.geojson" "$sample" -nln areas
    mv "$areas.part.geojson" "$areas"
  fi
  say "importing divisions"
  rm -f "$scratch"/import.sqlite*
  local begun=$EPOCHREALTIME seconds
  build/diming import divisions "$areas" --db "$scratch/import.sqlite" --crs cgcs2000 --code-system nbs \
    --effective-from 2023-06-30 2>"$scratch/import.log" || { tail -n 3 "$scratch/import.log" >&2; exit 1; }
  seconds=$(since "$begun")
  row "import divisions" "$(divide "$(grep -c '"Feature"' "$areas")" "$seconds")" rows/s
  rm -f "$scratch"/import.sqlite*
}

measure_tiles() {
  local layer
  say "tiles, uncached"
  serve --tile-cache-mib 0
  for layer in "${layers[@]}"; do ask "$url" "$scratch/tiles-$layer.txt" 2 1; done  # what is made at first touch
  for layer in "${layers[@]}"; do
    measure "tiles $layer, uncached" "$scratch/tiles-$layer.txt" 1 4
    row "tiles $layer, mean answer" "$bytes" bytes
  done
  say "tiles, cached"
  serve
  for layer in "${layers[@]}"; do
    sed "s|^|$url|" "$scratch/tiles-$layer.txt" | sort -u | xargs -n 200 -P 2 curl -sf -H 'Accept-Encoding: gzip' >/dev/null
    measure "tiles $layer, cached" "$scratch/tiles-$layer.txt" 16 3
  done
}

measure_lookups() {
  local what connections
  for what in search reverse; do
    say "$what"
    for connections in 1 16; do measure "$what" "$scratch/$what.txt" "$connections" 4; done
  done
  row "search, first answer within 1 m of its plate" "$(python3 $here/check_search.py "$url" "$scratch")" %
}

measure_program() {
  say "in process"
  "$scratch/tests/bench/diming_bench" --benchmark_min_time=0.3 --benchmark_format=json >"$scratch/in_process.json" 2>"$scratch/in_process.log"
  python3 $here/table.py --in-process "$scratch/in_process.json" >>"$rows"
}

say "building the benchmarks"
cmake --preset bench >/dev/null
cmake --build --preset bench --target diming_bench >&2
: >"$rows"
if [ ! -f "$sample" ]; then
  say "making the sample"
  begun=$EPOCHREALTIME
  build/diming sample --db "$sample.part" ${doorplates:+--doorplates "$doorplates"} 2>/dev/null
  since "$begun" >"$sample.seconds"
  for end in "" -wal -shm; do [ ! -f "$sample.part$end" ] || mv "$sample.part$end" "$sample$end"; done
fi
python3 $here/draw.py "$sample" "$scratch" >>"$rows"
[ ! -f "$sample.seconds" ] || row "making the sample" "$(cat "$sample.seconds")" s
say "starting"
serve
row "start to ready" "$start_s" s
row "resident when ready" "$(memory VmRSS)" MiB
row "most resident until ready" "$(memory VmHWM)" MiB
echo /healthz >"$scratch/healthz.txt"
for connections in 1 16; do
  ask "$url" "$scratch/healthz.txt" "$connections" 3
  row "healthz, $connections conn" "$rate" /s
done
measure_lookups
measure_tiles
row "resident after all tiles" "$(memory VmRSS)" MiB
if [ -n "$peers" ]; then
  . $here/peers.sh
  measure_peers
fi
stop_server
measure_import
measure_program
python3 $here/table.py "$rows" "$scratch/results.json"
