#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the .ts files up to date with the sources. English holds plural forms only.
set -euo pipefail
cd -- "$(dirname -- "$0")/.."
lupdate=$(command -v lupdate6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate)
"$lupdate" -silent -locations none -I . -I app -no-obsolete -pluralonly app ui -ts translations/cutover_en.ts
"$lupdate" -silent -locations none -I . -I app -no-obsolete app ui -ts translations/cutover_de.ts
