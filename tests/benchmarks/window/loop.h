// SPDX-License-Identifier: MIT
#pragma once

#include "benchmarks/window/beats.h"

#include <QWidget>
#include <functional>

namespace benchmarks {

/// Lets the event loop run until `there`; ends the benchmark where that does not come.
void waitUntil(const std::function<bool()> &there);

/// Milliseconds from `act` until what it led to was painted: `there` is asked whenever `widget` is about to be.
double untilPainted(QWidget *widget, const std::function<void()> &act, const std::function<bool()> &there);

/// Of `act` and the events that it left.
double millisecondsOf(const std::function<void()> &act);

/// As beats of an event loop.
void print(const char *what, const Gaps &gaps);
/// As times of one thing that was done several times.
void printTimes(const char *what, const Gaps &times);

} // namespace benchmarks
