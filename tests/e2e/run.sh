#!/usr/bin/env bash
# Drives the page against the built program and a fresh small sample; then real clients against files of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/e2e/serve.sh
[ -d api/web/node_modules/playwright-core ] || (cd api/web && npm ci --no-audit --no-fund --loglevel=error)
scratch=build/e2e
rm -rf "$scratch"
mkdir -p "$scratch"
build/diming sample --db "$scratch/small.sqlite" --small
serve "$scratch/small.sqlite"
api/web/node_modules/.bin/gl-style-validate data/styles/day.json
node --test --test-concurrency=1 tests/e2e/
# Debian's bindings of GDAL and QGIS belong to Debian's python3, not to another one on the PATH.
(cd tests/e2e/clients && PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -m unittest discover -v -p '*_test.py')
