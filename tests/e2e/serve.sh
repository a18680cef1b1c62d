# Sourced by run.sh and screenshots.sh: serve FILE starts the program on a free port, sets DIMING_URL, stops it at exit.
serve() { # FILE [options]
  local log
  log=$(mktemp)
  build/diming serve --db "$1" --port 0 "${@:2}" >"$log" &
  server_pid=$!
  trap 'kill "$server_pid" 2>/dev/null || true; wait "$server_pid" 2>/dev/null || true; rm -f "'"$log"'"' EXIT
  for _ in $(seq 600); do
    kill -0 "$server_pid" 2>/dev/null || { echo "e2e: the program ended before it served" >&2; exit 1; }
    DIMING_URL=$(grep -m1 -oE 'https?://[^[:space:]]+' "$log" || true)
    if [ -n "$DIMING_URL" ] && node -e 'fetch(process.argv[1]).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "${DIMING_URL%/}/readyz"; then
      export DIMING_URL=${DIMING_URL%/}
      return 0
    fi
    sleep 0.5
  done
  echo "e2e: the program was not ready within five minutes" >&2
  exit 1
}
