# Sourced by run.sh: nginx and PostGIS on the same tile lists, data and machine in the same run.
# Both sides are asked over loopback by one client that shares the machine's cores with them. What PostGIS answers is
# not compressed and has no HTTP around it; ours is both.

peer_folder=$PWD/$scratch/peers
postgres_bin=/usr/lib/postgresql/15/bin
nginx_port=

stop_peers() {
  [ ! -f "$peer_folder/nginx.pid" ] || kill "$(cat "$peer_folder/nginx.pid")" 2>/dev/null || true
  [ ! -f "$peer_folder/pg/postmaster.pid" ] || as_postgres "$postgres_bin/pg_ctl" -D "$peer_folder/pg" -m immediate stop >/dev/null
  rm -rf "$peer_folder"
}

# The server refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

measure_nginx() {
  say "nginx, the same tiles as files"
  cat $(printf "$scratch/tiles-%s.txt " "${layers[@]}") | sort -u >"$peer_folder/all.txt"
  awk -v url="$url" -v folder="$peer_folder" '{ print "url = \"" url $0 "\"\noutput = \"" folder "/www" $0 "\"" }' \
    "$peer_folder/all.txt" >"$peer_folder/all.curl"
  curl -sf -H 'Accept-Encoding: gzip' --create-dirs --config "$peer_folder/all.curl"
  find "$peer_folder/www" -type f -empty -delete
  nginx_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  cat >"$peer_folder/nginx.conf" <<CONF
worker_processes 2;
pid $peer_folder/nginx.pid;
error_log $peer_folder/nginx.log;
$([ "$(id -u)" != 0 ] || echo 'user root;')
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 1000000000;
  open_file_cache max=20000;
  default_type application/vnd.mapbox-vector-tile;
  server {
    listen 127.0.0.1:$nginx_port;
    root $peer_folder/www;
    location / { add_header Content-Encoding gzip; try_files \$uri =204; }
  }
}
CONF
  /usr/sbin/nginx -c "$peer_folder/nginx.conf" -e "$peer_folder/nginx.log"
  local layer
  for layer in "${layers[@]}"; do
    ask "http://127.0.0.1:$nginx_port" "$scratch/tiles-$layer.txt" 16 3
    row "nginx: tiles $layer, files, 16 conn" "$rate" /s
    row "nginx: tiles $layer, files, 16 conn, p99" "$p99" ms
    ask "$url" "$scratch/tiles-$layer.txt" 16 3
    row "tiles $layer, cached, 16 conn, beside nginx" "$rate" /s "nginx: tiles $layer, files, 16 conn"
  done
  kill "$(cat "$peer_folder/nginx.pid")"
}

sql() { psql -q -X -v ON_ERROR_STOP=1 -h "$peer_folder" -U postgres postgres "$@"; }

load_postgis() {
  say "loading PostGIS"
  install -d "$peer_folder/pg"
  [ "$(id -u)" != 0 ] || chown postgres: "$peer_folder" "$peer_folder/pg"
  as_postgres "$postgres_bin/initdb" -D "$peer_folder/pg" -U postgres -A trust >/dev/null
  as_postgres "$postgres_bin/pg_ctl" -D "$peer_folder/pg" -w -l "$peer_folder/pg/log" -o \
    "-k $peer_folder -c listen_addresses='' -c shared_buffers=512MB -c fsync=off -c jit=off" start >/dev/null
  sql -c "CREATE EXTENSION postgis"
  local target="PG:host=$peer_folder user=postgres dbname=postgres"
  load() { ogr2ogr -f PostgreSQL --config PG_USE_COPY YES -t_srs EPSG:3857 -lco GEOMETRY_NAME=geometry -nln "$1" "$target" "$sample" -sql "$2"; }
  load doorplate "SELECT id AS plate_id, label, road, geometry FROM pub_doorplate"
  for layer in village county; do
    load ${layer}_edge "SELECT id AS edge_id, left_id, right_id, geometry FROM pub_${layer}_edge"
    sql -c "CREATE TABLE ${layer}_name (id bigint, name text, code text, level int, kind text)"
    python3 - "$sample" $layer <<'PY' | sql -c "COPY ${layer}_name FROM STDIN"
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(f"SELECT id, name, code, level, kind FROM pub_{sys.argv[2]}"):
    print(*row, sep="\t")
PY
    # The same areas as ours: built from the same lines, every vertex kept.
    sql -c "CREATE TABLE $layer AS
      SELECT n.*, ST_BuildArea(ST_Collect(e.geometry)) AS geometry FROM ${layer}_name n
      JOIN (SELECT left_id::bigint AS unit, geometry FROM ${layer}_edge WHERE left_id IS NOT NULL UNION ALL
            SELECT right_id::bigint, geometry FROM ${layer}_edge WHERE right_id IS NOT NULL) e ON e.unit = n.id
      GROUP BY n.id, n.name, n.code, n.level, n.kind" -c "CREATE INDEX ON $layer USING gist (geometry)"
  done
  # 76 m is half a pixel of zoom 10, the largest scale that the list asks counties for.
  sql -c "CREATE TABLE county_simplified AS SELECT id, name, code, level, kind,
      ST_SimplifyPreserveTopology(geometry, 76) AS geometry FROM county" \
    -c "CREATE INDEX ON county_simplified USING gist (geometry)" -c "VACUUM ANALYZE"
}

measure_table() { # TABLE COLUMNS LIST
  local layer=$3
  sql -c "SET client_min_messages = warning; DROP TABLE IF EXISTS asked" -c "CREATE TABLE asked (i int PRIMARY KEY, z int, x int, y int)"
  awk -F/ -v OFS='\t' '{ print NR, $4, $5, $6 }' "$scratch/tiles-$layer.txt" | sql -c "COPY asked FROM STDIN" -c "ANALYZE asked"
  cat >"$peer_folder/ask.sql" <<SQL
\\set i random(1, 2000)
SELECT ST_AsMVT(t, '$layer') FROM (
  SELECT ST_AsMVTGeom(s.geometry, b.box) AS geometry, $2 FROM $1 s,
    (SELECT ST_TileEnvelope(z, x, y) AS box FROM asked WHERE i = :i) b
  WHERE s.geometry && b.box) t;
SQL
  rm -f "$peer_folder"/times.*
  (cd "$peer_folder" && "$postgres_bin/pgbench" -h "$peer_folder" -U postgres -n -c1 -M prepared -T2 -f ask.sql postgres >/dev/null 2>&1
   "$postgres_bin/pgbench" -h "$peer_folder" -U postgres -n -c1 -M prepared -T5 -l --log-prefix=times -f ask.sql postgres >pgbench.log 2>&1)
  row "PostGIS: tiles $1, 1 conn" "$(awk '/^tps/ { print $3 }' "$peer_folder/pgbench.log")" /s
  row "PostGIS: tiles $1, 1 conn, p99" "$(cat "$peer_folder"/times.* | awk '{ print $3 / 1000 }' | sort -n | awk '{ v[NR] = $1 } END { print v[int(NR * 0.99)] }')" ms
  ask "$url" "$scratch/tiles-$layer.txt" 1 4
  row "tiles $layer, uncached, 1 conn, beside $1" "$rate" /s "PostGIS: tiles $1, 1 conn"
}

measure_postgis() {
  load_postgis
  serve --tile-cache-mib 0
  local layer
  for layer in "${layers[@]}"; do ask "$url" "$scratch/tiles-$layer.txt" 2 1; done
  say "tiles of PostGIS"
  measure_table doorplate "label, road" doorplate
  measure_table village "name, code, level, kind" village
  measure_table county "name, code, level, kind" county
  measure_table county_simplified "name, code, level, kind" county
}

measure_peers() {
  rm -rf "$peer_folder"
  mkdir -p "$peer_folder"
  cleanups+=(stop_peers)
  measure_nginx
  measure_postgis
}
