#!/usr/bin/env bash
# Makes the pictures of the README anew, in tests/golden/pictures. The desk's picture files one case: a copy of the sample serves.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/e2e/serve.sh
[ -f build/sample.sqlite ] || build/diming sample --db build/sample.sqlite
mkdir -p build/e2e
rm -f build/e2e/pictures.sqlite*
cp build/sample.sqlite build/e2e/pictures.sqlite
serve build/e2e/pictures.sqlite
node tests/e2e/screenshots.mjs
