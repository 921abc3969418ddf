// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

/// Parts of the program, and what each is compared with, as programs of their own: `benchmarks --step NAME …`. The
/// server is the one of the PG… environment.
namespace benchmarks {

/// Runs the step and prints what it took, as JSON; the exit status.
///
/// make-rows FILE ROWS, make-creators FOLDER COUNT ROWS, make-large-values FILE     see dataset.h
/// scan FILE THREADS                   sqlite3_step over every column of every table, and nothing else
/// census FILE WORKERS                 takeCensus
/// snapshot FILE COPY                  takeSnapshot; the copy is removed again
/// prepare FILE COPY PLAN              snapshot, census, plan (into a file)
/// tables PLAN                         makes the empty tables anew, in the schema “benchmark”
/// load PLAN COPY WORKERS              loadTable, piece by piece
/// write-files PLAN                    the server writes each piece into a file of its own
/// copy-files PLAN WORKERS             COPY … FROM 'file' (FORMAT binary), the same pieces
/// settle PLAN                         VACUUM, so that the first reader does not do it
/// verify PLAN COPY WORKERS            verifyTable, on its own
/// verify-load PLAN COPY WORKERS       the same, knowing what the load has read
/// read-back PLAN WORKERS              COPY (SELECT …) TO STDOUT (FORMAT binary), thrown away
int runStep(const QString &name, const QStringList &arguments);

} // namespace benchmarks
