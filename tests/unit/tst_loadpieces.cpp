// SPDX-License-Identifier: MIT
#include "migration/transfer/loadpieces.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::LoadPiece;

namespace {

constexpr qint64 megabyte = 1LL << 20;

/// Tables of so many megabytes, in rows of 100 bytes.
migration::CreatorPlan planOf(const QList<int> &megabytes)
{
    migration::CreatorPlan plan;
    for (const int size : megabytes) {
        migration::TablePlan table;
        table.bytes = size * megabyte;
        table.rows = table.bytes / 100;
        table.hasRowid = true;
        table.minRowid = 1;
        table.maxRowid = std::max<qint64>(table.rows, 1);
        plan.tables += table;
    }
    return plan;
}

/// The numbers of the tables that are cut.
QList<qsizetype> cutOf(const migration::CreatorPlan &plan)
{
    QList<qsizetype> cut;
    const QList<LoadPiece> pieces = migration::loadPieces(plan);
    for (const LoadPiece &piece : pieces) {
        if (!piece.whole && !cut.contains(piece.table))
            cut += piece.table;
    }
    return cut;
}

} // namespace

class TestLoadPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsCut_data();
    void whatIsCut();
    void whatCannotBeCut_data();
    void whatCannotBeCut();
    void piecesCoverEveryRow();
};

void TestLoadPieces::whatIsCut_data()
{
    QTest::addColumn<QList<int>>("megabytes");
    QTest::addColumn<QList<qsizetype>>("cut");
    QTest::newRow("nothing at all") << QList<int>{} << QList<qsizetype>{};
    QTest::newRow("empty") << QList<int>{0, 0} << QList<qsizetype>{};
    QTest::newRow("one below the limit") << QList<int>{47} << QList<qsizetype>{};
    QTest::newRow("one that is all there is") << QList<int>{60} << QList<qsizetype>{0};
    QTest::newRow("one among small ones") << QList<int>{1, 60, 1, 1} << QList<qsizetype>{1};
    QTest::newRow("three alike: all at work until the end") << QList<int>{100, 100, 100} << QList<qsizetype>{0, 1};
    QTest::newRow("nine alike: most have ended") << QList<int>(9, 100) << QList<qsizetype>{};
    QTest::newRow("one large among middling ones") << QList<int>{175, 90, 80, 75, 10, 8} << QList<qsizetype>{};
    QTest::newRow("too large in any case") << QList<int>{257, 200, 200, 200, 200, 200} << QList<qsizetype>{0};
}

void TestLoadPieces::whatIsCut()
{
    QFETCH(const QList<int>, megabytes);
    QFETCH(const QList<qsizetype>, cut);
    QCOMPARE(cutOf(planOf(megabytes)), cut);
}

void TestLoadPieces::whatCannotBeCut_data()
{
    QTest::addColumn<bool>("hasRowid");
    QTest::addColumn<qint64>("maxRowid");
    QTest::addColumn<qint64>("rows");
    QTest::newRow("no rowid") << false << qint64{1000} << qint64{1000};
    QTest::newRow("one row") << true << qint64{1} << qint64{1};
    QTest::newRow("rows of 2 MB") << true << qint64{100} << qint64{100};
}

void TestLoadPieces::whatCannotBeCut()
{
    QFETCH(const bool, hasRowid);
    QFETCH(const qint64, maxRowid);
    QFETCH(const qint64, rows);
    migration::CreatorPlan plan = planOf({200});
    plan.tables[0].hasRowid = hasRowid;
    plan.tables[0].maxRowid = maxRowid;
    plan.tables[0].rows = rows;
    QCOMPARE(cutOf(plan), QList<qsizetype>{});
    QCOMPARE(migration::loadPieces(plan).size(), 1);
}

void TestLoadPieces::piecesCoverEveryRow()
{
    const migration::CreatorPlan plan = planOf({10, 300});
    const QList<LoadPiece> pieces = migration::loadPieces(plan);
    QVERIFY(pieces.first().whole);
    QCOMPARE(pieces.first().table, 0);
    qint64 next = plan.tables[1].minRowid;
    for (const LoadPiece &piece : pieces.sliced(1)) {
        QVERIFY(!piece.whole);
        QCOMPARE(piece.table, 1);
        QCOMPARE(piece.range.first, next);
        next = piece.range.last + 1;
    }
    QCOMPARE(next, plan.tables[1].maxRowid + 1);
    QCOMPARE(pieces.size(), 1 + 300 / 16);
}

QTEST_APPLESS_MAIN(TestLoadPieces)
#include "tst_loadpieces.moc"
