#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes pythonunicode-tables.h: what this Python's str.lower() and str.isalnum() know of Unicode.

Usage: python3 app/schema/generate-pythonunicode.py > app/schema/pythonunicode-tables.h
       python3 app/schema/generate-pythonunicode.py --every-code-point > FILE

The second form prints one line for each code point (lower-case form, alphanumeric or not), to compare with the program.
"""
import sys
import unicodedata

LAST = 0x10FFFF


def ranges(belongs):
    found = []
    for code in range(LAST + 1):
        if not belongs(code):
            continue
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{{{first:#x}, {last:#x}}}" for first, last in found]


def sigma_is_final_after(prefix):
    return (prefix + "\u03a3").lower()[-1] == "\u03c2"


def is_case_ignorable(code):
    return sigma_is_final_after("A" + chr(code)) and not sigma_is_final_after(" " + chr(code))


def is_cased(code):
    return sigma_is_final_after(" " + chr(code))


def lower_runs():
    """Runs (first, last, step, delta) of code points whose lower-case form is one other code point."""
    runs = []
    for code in range(LAST + 1):
        lower = chr(code).lower()
        if len(lower) != 1:
            assert code == 0x130, f"unexpected long lower-case form of U+{code:04X}"
            continue
        delta = ord(lower) - code
        if delta == 0:
            continue
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            if code - last == step or (first == last and code - last <= 2):
                runs[-1] = (first, code, code - last, delta)
                continue
        runs.append((code, code, 1, delta))
    return [f"{{{first:#x}, {last:#x}, {step}, {delta}}}" for first, last, step, delta in runs]


def print_table(kind, name, entries):
    print(f"inline constexpr {kind} {name}[] = {{")
    line = "   "
    for entry in entries:
        if len(line) + len(entry) > 116:
            print(line)
            line = "   "
        line += f" {entry},"
    print(line)
    print("};")


def print_tables():
    version = ".".join(str(n) for n in sys.version_info[:2])
    print("// SPDX-License-Identifier: MIT")
    print("#pragma once")
    print()
    print(f"// Made by generate-pythonunicode.py with Python {version}, Unicode {unicodedata.unidata_version}. Do not edit.")
    print("// clang-format off")
    print()
    print('#include "schema/pythonunicode.h"')
    print()
    print("namespace schema {")
    print()
    print_table("CodePointRange", "alnumRanges", ranges(lambda code: chr(code).isalnum()))
    print()
    print_table("CodePointRange", "caseIgnorableRanges", ranges(is_case_ignorable))
    print()
    print("// Without those that are case-ignorable too.")
    print_table("CodePointRange", "casedRanges", ranges(is_cased))
    print()
    print_table("LowerRun", "lowerRuns", lower_runs())
    print()
    print("} // namespace schema")


def print_every_code_point():
    for code in range(LAST + 1):
        lower = " ".join(f"{ord(c):x}" for c in chr(code).lower())
        print(f"{code:x} {lower} {int(chr(code).isalnum())}")


if sys.argv[1:] == ["--every-code-point"]:
    print_every_code_point()
else:
    print_tables()
