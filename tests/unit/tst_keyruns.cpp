// SPDX-License-Identifier: MIT
#include "sqlite/keyruns.h"

#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <set>

using sqlite::KeyRuns;

namespace {

using Keys = std::vector<qint64>;

constexpr qint64 least = std::numeric_limits<qint64>::min();
constexpr qint64 most = std::numeric_limits<qint64>::max();

KeyRuns runsOf(const Keys &keys, const QString &folder)
{
    KeyRuns runs(folder);
    for (const qint64 key : keys)
        runs.add(key);
    if (!runs.finish())
        qFatal("The keys could not be kept.");
    return runs;
}

Keys readBack(std::initializer_list<const KeyRuns *> sets)
{
    const std::vector<const KeyRuns *> all(sets);
    sqlite::KeyReader reader(all);
    Keys keys;
    while (const auto key = reader.next())
        keys.push_back(*key);
    return reader.failed() ? Keys{} : keys;
}

Keys randomKeys(size_t count, qint64 from, qint64 to)
{
    std::mt19937_64 dice(42);
    std::uniform_int_distribution<qint64> next(from, to);
    Keys keys(count);
    std::generate(keys.begin(), keys.end(), [&] { return next(dice); });
    return keys;
}

Keys sortedOnce(const Keys &keys)
{
    const std::set<qint64> set(keys.begin(), keys.end());
    return {set.begin(), set.end()};
}

} // namespace

class TestKeyRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInOrderOnce_data();
    void readsInOrderOnce();
    void readsSeveralAsOne();
    void leavesNoFile();
    void comparesChildrenWithParents_data();
    void comparesChildrenWithParents();
    void isNotWhole_data();
    void isNotWhole();

private:
    QTemporaryDir m_folder;
};

void TestKeyRuns::readsInOrderOnce_data()
{
    QTest::addColumn<Keys>("keys");
    QTest::addRow("none") << Keys{};
    QTest::addRow("one") << Keys{7};
    QTest::addRow("the same again") << Keys{3, 3, 3};
    QTest::addRow("ends of 64 bits") << Keys{most, 0, least, -1, most, least};
    QTest::addRow("many, small range") << randomKeys(1'000'000, -20'000, 20'000);
    QTest::addRow("many, whole range") << randomKeys(1'000'000, least, most);
    QTest::addRow("many, half of them twice") << randomKeys(700'000, 0, 700'000);
    Keys ascending(700'000);
    std::iota(ascending.begin(), ascending.end(), -350'000);
    QTest::addRow("many, ascending") << ascending;
    std::reverse(ascending.begin(), ascending.end());
    QTest::addRow("many, descending") << ascending;
}

void TestKeyRuns::readsInOrderOnce()
{
    QFETCH(const Keys, keys);
    const KeyRuns runs = runsOf(keys, m_folder.path());
    QVERIFY(readBack({&runs}) == sortedOnce(keys));
}

void TestKeyRuns::readsSeveralAsOne()
{
    const Keys first = randomKeys(400'000, 0, 1'000'000);
    const Keys second{5, -5, 1'000'001};
    const KeyRuns runs = runsOf(first, m_folder.path());
    const KeyRuns more = runsOf(second, m_folder.path());
    const KeyRuns none = runsOf({}, m_folder.path());
    Keys all = first;
    all.insert(all.end(), second.begin(), second.end());
    QVERIFY(readBack({&more, &none, &runs}) == sortedOnce(all));
}

void TestKeyRuns::leavesNoFile()
{
    const QTemporaryDir folder;
    const KeyRuns runs = runsOf(randomKeys(600'000, least, most), folder.path());
    QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestKeyRuns::comparesChildrenWithParents_data()
{
    QTest::addColumn<Keys>("children");
    QTest::addColumn<Keys>("parents");
    QTest::addColumn<bool>("found");
    QTest::addRow("no children") << Keys{} << Keys{1} << true;
    QTest::addRow("nothing at all") << Keys{} << Keys{} << true;
    QTest::addRow("no parents") << Keys{1} << Keys{} << false;
    QTest::addRow("all there") << Keys{3, 1, 3} << Keys{1, 2, 3} << true;
    QTest::addRow("before the first") << Keys{0, 1} << Keys{1, 2} << false;
    QTest::addRow("in between") << Keys{1, 2, 3} << Keys{1, 3} << false;
    QTest::addRow("behind the last") << Keys{most} << Keys{1, most - 1} << false;
    Keys parents = randomKeys(500'000, least, most);
    Keys children = parents;
    QTest::addRow("many, all there") << children << parents << true;
    children.push_back(parents.front() + 1);
    QTest::addRow("many, one not there") << children << parents << false;
}

void TestKeyRuns::comparesChildrenWithParents()
{
    QFETCH(const Keys, children);
    QFETCH(const Keys, parents);
    const KeyRuns child = runsOf(children, m_folder.path());
    const KeyRuns parent = runsOf(parents, m_folder.path());
    const KeyRuns *const childSet = &child;
    const KeyRuns *const parentSet = &parent;
    QTEST(sqlite::allFound({&childSet, 1}, {&parentSet, 1}), "found");
}

void TestKeyRuns::isNotWhole_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("spoilt");
    QTest::addRow("spoilt") << m_folder.path() << true;
    QTest::addRow("no such folder") << m_folder.filePath(QStringLiteral("nowhere")) << false;
}

void TestKeyRuns::isNotWhole()
{
    QFETCH(const QString, folder);
    QFETCH(const bool, spoilt);
    KeyRuns runs(folder);
    for (const qint64 key : randomKeys(600'000, least, most))
        runs.add(key);
    if (spoilt)
        runs.spoil();
    QVERIFY(!runs.finish());
}

QTEST_GUILESS_MAIN(TestKeyRuns)
#include "tst_keyruns.moc"
