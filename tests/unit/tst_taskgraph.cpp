// SPDX-License-Identifier: MIT
#include "migration/run/taskgraph.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::TaskGraph;

namespace {

base::Error error(const QString &code)
{
    return {code, code, {}};
}

/// Takes and ends everything, one task at a time.
QList<TaskGraph::Id> drain(TaskGraph &graph)
{
    QList<TaskGraph::Id> order;
    while (const auto id = graph.take()) {
        order.append(*id);
        graph.done(*id);
    }
    return order;
}

} // namespace

class TestTaskGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToDo();
    void waitsForWhatItNames();
    void longestWayFirst();
    void earlierGroupFirst();
    void opensNoMoreGroupsThanAllowed();
    void addsWhileItRuns();
    void anErrorEndsItsGroupOnly();
    void keepsTheFirstError();
    void dropsWhatIsAddedToAFailedGroup();
    void aGroupEndsWithItsLastRunningTask();
    void everyTaskOnceWhateverTheOrder();
};

void TestTaskGraph::nothingToDo()
{
    TaskGraph graph(1);
    QVERIFY(graph.finished());
    QVERIFY(!graph.take());
    QVERIFY(graph.hasEnded(7));
    QVERIFY(!graph.errorOf(7));
}

void TestTaskGraph::waitsForWhatItNames()
{
    TaskGraph graph(1);
    const auto load = graph.add({.cost = 1});
    const auto key = graph.add({.cost = 100, .after = {load}});
    const auto check = graph.add({.cost = 100, .after = {load, key}});
    QCOMPARE(graph.take(), load);
    QVERIFY(!graph.take());
    graph.done(load);
    QCOMPARE(graph.take(), key);
    QVERIFY(!graph.take());
    graph.done(key);
    QCOMPARE(graph.take(), check);
    QVERIFY(!graph.finished());
    graph.done(check);
    QVERIFY(graph.finished());
}

void TestTaskGraph::longestWayFirst()
{
    TaskGraph graph(1);
    const auto alone = graph.add({.cost = 5});
    const auto first = graph.add({.cost = 1});
    const auto second = graph.add({.cost = 3, .after = {first}});
    const auto third = graph.add({.cost = 3, .after = {second}}); // what is added later lengthens the way too
    QCOMPARE(drain(graph), (QList<TaskGraph::Id>{first, second, alone, third}));
}

void TestTaskGraph::earlierGroupFirst()
{
    TaskGraph graph(3);
    const auto later = graph.add({.group = 2, .cost = 1000});
    const auto earlier = graph.add({.group = 1, .cost = 1});
    QCOMPARE(drain(graph), (QList<TaskGraph::Id>{earlier, later}));
}

void TestTaskGraph::opensNoMoreGroupsThanAllowed()
{
    TaskGraph graph(2);
    QList<TaskGraph::Id> ids;
    for (int group = 0; group < 3; ++group)
        ids += graph.add({.group = group});
    QCOMPARE(graph.take(), ids[0]);
    QCOMPARE(graph.take(), ids[1]);
    QVERIFY(!graph.take());
    const auto more = graph.add({.group = 1}); // of an open group: may begin
    QCOMPARE(graph.take(), more);
    graph.done(ids[1]);
    QVERIFY(!graph.take());
    graph.done(more);
    QCOMPARE(graph.take(), ids[2]);
    QCOMPARE(graph.running(), 2);
}

void TestTaskGraph::addsWhileItRuns()
{
    TaskGraph graph(1);
    const auto prepare = graph.add({});
    QCOMPARE(graph.take(), prepare);
    const auto ended = graph.add({.after = {}});
    QCOMPARE(graph.take(), ended);
    graph.done(ended);
    const auto load = graph.add({.after = {prepare, ended}});
    QVERIFY(!graph.take());
    graph.done(prepare);
    QVERIFY(!graph.finished());
    QCOMPARE(graph.take(), load);
    const auto late = graph.add({.after = {prepare}}); // what it names has ended already
    QCOMPARE(graph.take(), late);
}

void TestTaskGraph::anErrorEndsItsGroupOnly()
{
    TaskGraph graph(2);
    const auto bad = graph.add({.group = 0});
    const auto waits = graph.add({.group = 0, .after = {bad}});
    const auto free = graph.add({.group = 0, .cost = 0.5});
    const auto other = graph.add({.group = 1});
    QCOMPARE(graph.take(), bad);
    graph.failed(bad, error(u"disk-full"_s));
    QVERIFY(graph.hasEnded(0));
    QCOMPARE(graph.errorOf(0)->code, u"disk-full"_s);
    QVERIFY(!graph.errorOf(1));
    QCOMPARE(drain(graph), QList<TaskGraph::Id>{other});
    QVERIFY(graph.finished());
    Q_UNUSED(waits);
    Q_UNUSED(free);
}

void TestTaskGraph::keepsTheFirstError()
{
    TaskGraph graph(1);
    const auto a = graph.add({});
    const auto b = graph.add({});
    graph.take();
    graph.take();
    graph.failed(b, error(u"first"_s));
    QVERIFY(!graph.hasEnded(0));
    graph.failed(a, error(u"second"_s));
    QCOMPARE(graph.errorOf(0)->code, u"first"_s);
    QVERIFY(graph.hasEnded(0));
}

void TestTaskGraph::dropsWhatIsAddedToAFailedGroup()
{
    TaskGraph graph(1);
    const auto a = graph.add({});
    const auto b = graph.add({});
    graph.take();
    graph.take();
    graph.failed(a, error(u"broken"_s));
    const auto late = graph.add({.after = {b}});
    QVERIFY(!graph.take());
    graph.done(b);
    QVERIFY(!graph.take());
    QVERIFY(graph.finished());
    Q_UNUSED(late);
}

void TestTaskGraph::aGroupEndsWithItsLastRunningTask()
{
    TaskGraph graph(1);
    const auto a = graph.add({});
    const auto b = graph.add({});
    const auto next = graph.add({.group = 1});
    graph.take();
    graph.take();
    graph.done(a);
    QVERIFY(!graph.hasEnded(0));
    QVERIFY(!graph.take());
    graph.done(b);
    QVERIFY(graph.hasEnded(0));
    QCOMPARE(graph.take(), next);
}

/// Many small graphs, taken by several at once in an order that chance decides.
void TestTaskGraph::everyTaskOnceWhateverTheOrder()
{
    quint32 state = 12345;
    const auto chance = [&state](qsizetype below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<qsizetype>(state >> 16U) % below;
    };
    for (int round = 0; round < 200; ++round) {
        TaskGraph graph(2);
        QList<QList<TaskGraph::Id>> after;
        for (int task = 0; task < 30; ++task) {
            QList<TaskGraph::Id> waitsFor;
            for (int i = 0; i < 3 && task >= 3; ++i)
                waitsFor += 3 * chance(task / 3) + task % 3; // of the same group
            graph.add({.group = task % 3, .cost = static_cast<double>(chance(9)), .after = waitsFor});
            after += waitsFor;
        }
        QList<TaskGraph::Id> running;
        QSet<TaskGraph::Id> ended;
        while (!graph.finished()) {
            if (const auto id = chance(2) == 0 ? graph.take() : std::nullopt) {
                for (const TaskGraph::Id earlier : after[*id])
                    QVERIFY(ended.contains(earlier));
                running += *id;
            } else if (!running.isEmpty()) {
                const TaskGraph::Id done = running.takeAt(chance(running.size()));
                QVERIFY(!ended.contains(done));
                ended.insert(done);
                graph.done(done);
            }
        }
        QCOMPARE(ended.size(), 30);
    }
}

QTEST_APPLESS_MAIN(TestTaskGraph)
#include "tst_taskgraph.moc"
