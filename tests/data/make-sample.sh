#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes a sample install: make-sample.sh FOLDER. Several creators, each with a metadata file in the place where the
# application keeps it. Files that are there already are made anew. Needs the sqlite3 shell.
set -euo pipefail

here=$(cd -- "$(dirname -- "$0")" && pwd)
if [ $# -ne 1 ]; then
    echo "Usage: make-sample.sh FOLDER" >&2
    exit 2
fi
folder=$1

# creator NAME SEED POSTS [SQL…]: one file; the SQL files come after the ordinary rows.
creator() {
    local name=$1 seed=$2 posts=$3
    shift 3
    local file="$folder/${name}_fansly/meta/${name}_metadata.sqlite3"
    mkdir -p "$(dirname -- "$file")"
    rm -f -- "$file" "$file-journal" "$file-wal" "$file-shm"
    {
        echo "BEGIN;"
        cat "$here/fansly-schema.sql"
        echo "CREATE TEMP TABLE sample AS SELECT '$name' AS creator, $seed AS seed, $posts AS posts;"
        cat "$here/fansly-rows.sql" "$@"
        echo "COMMIT;"
    } | sqlite3 -batch -bail "$file"
}

creator lena 1 1200
creator marco 2 500 "$here/orphans.sql"
creator Zoë 3 300
creator mia_rose 4 60
echo "$folder"
