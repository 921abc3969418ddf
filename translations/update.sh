#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the .ts files up to date with the sources. English holds plural forms only, those of the command line, too;
# the other languages leave the command line out, because it always speaks English.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."
lupdate=$(command -v lupdate6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate)
options=(-silent -locations none -I . -I app -no-obsolete)
shopt -s extglob
"$lupdate" "${options[@]}" -pluralonly app ui -ts translations/cutover_en.ts
"$lupdate" "${options[@]}" app/!(cli)/ ui -ts translations/cutover_!(en).ts
