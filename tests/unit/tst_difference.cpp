// SPDX-License-Identifier: MIT
#include "migration/transfer/difference.h"
#include "migration/transfer/digest.h"
#include "support/cells.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::Difference;
using migration::Digest;
using migration::RowVisitor;
using schema::TypeKind;
using testsupport::column;
using testsupport::integer;
using testsupport::text;
using testsupport::Value;

namespace {

using Rows = QList<QList<Value>>;

migration::Scan scanOf(const Rows &rows)
{
    return [&rows](const RowVisitor &visitor) -> base::Result<void> {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            std::vector<schema::RawValue> values;
            for (const Value &value : rows.at(i))
                values.push_back(value.raw());
            visitor(i, values);
        }
        return {};
    };
}

Rows people(int count)
{
    Rows rows;
    for (int i = 0; i < count; ++i)
        rows.append({integer(i), text("name " + QByteArray::number(i)), integer(i % 7)});
    return rows;
}

migration::TablePlan plan(bool keyed)
{
    return testsupport::table(
        u"people"_s,
        {column(u"id"_s, TypeKind::Bigint), column(u"name"_s, TypeKind::Text), column(u"age"_s, TypeKind::Bigint)},
        keyed ? QStringList{u"id"_s} : QStringList{});
}

/// column|key|expected|found, sorted.
QStringList lines(const QList<Difference> &differences)
{
    QStringList lines;
    for (const Difference &difference : differences)
        lines.append(QStringList{difference.column, difference.key, difference.expected, difference.found}.join(u'|'));
    lines.sort();
    return lines;
}

Digest digestOf(const Rows &rows)
{
    Digest digest;
    migration::RowHasher hasher;
    const auto scanned =
        scanOf(rows)([&](qint64, std::span<const schema::RawValue> values) { add(digest, hasher.hash(values)); });
    Q_ASSERT(scanned);
    return digest;
}

} // namespace

class TestDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data();
    void names();
    void namesTheFirstOfMany();
    void showsWhereLongTextsDiffer();
    void digestsDoNotDependOnTheOrder();
    void digestsTellValuesApart_data();
    void digestsTellValuesApart();
    void digestsReadTheirOwnText();
};

void TestDifference::names_data()
{
    QTest::addColumn<bool>("keyed");
    QTest::addColumn<Rows>("source");
    QTest::addColumn<Rows>("target");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<QStringList>("lines");
    const Rows all = people(100);

    Rows changed = all;
    changed[42][1] = text("else");
    QTest::addRow("a cell") << true << all << changed << qint64{1} << QStringList{u"name|id=42|'name 42'|'else'"_s};
    QTest::addRow("a cell, no key") << false << all << changed << qint64{1}
                                    << QStringList{u"name|row 42|'name 42'|'else'"_s};

    Rows two = changed;
    two[42][2] = {};
    QTest::addRow("two cells of a row") << true << all << two << qint64{1}
                                        << QStringList{u"age|id=42|0|NULL"_s, u"name|id=42|'name 42'|'else'"_s};

    Rows swapped = all;
    std::swap(swapped[3][1], swapped[5][1]);
    QTest::addRow("swapped") << true << all << swapped << qint64{2}
                             << QStringList{u"name|id=3|'name 3'|'name 5'"_s, u"name|id=5|'name 5'|'name 3'"_s};

    Rows fewer = all;
    fewer.removeAt(7);
    const QString seven = u"id=7, name='name 7', age=0"_s;
    QTest::addRow("missing") << true << all << fewer << qint64{1} << QStringList{u"|id=7|" + seven + u"|no such row"};
    QTest::addRow("extra") << true << fewer << all << qint64{1} << QStringList{u"|id=7|no such row|" + seven};
    QTest::addRow("missing, no key") << false << all << fewer << qint64{1}
                                     << QStringList{u"|row 7|" + seven + u"|no such row"};
    QTest::addRow("extra, no key") << false << fewer << all << qint64{1}
                                   << QStringList{u"|" + seven + u"|no such row|" + seven};

    Rows doubled = all;
    doubled.append(all.at(7));
    QTest::addRow("twice") << true << all << doubled << qint64{1} << QStringList{u"|id=7|no such row|" + seven};
    QTest::addRow("twice, no key") << false << all << doubled << qint64{1}
                                   << QStringList{u"|" + seven + u"|no such row|" + seven};

    Rows rekeyed = all;
    rekeyed[7][0] = integer(700);
    QTest::addRow("key") << true << all << rekeyed << qint64{2}
                         << QStringList{u"|id=700|no such row|id=700, name='name 7', age=0"_s,
                                        u"|id=7|" + seven + u"|no such row"};

    Rows classed = all;
    classed[9][2] = text("2");
    QTest::addRow("class") << true << all << classed << qint64{1} << QStringList{u"age|id=9|2|'2'"_s};
    QTest::addRow("all, missing") << true << people(1) << Rows() << qint64{1}
                                  << QStringList{u"|id=0|id=0, name='name 0', age=0|no such row"_s};
}

/// However small the memory.
void TestDifference::names()
{
    QFETCH(bool, keyed);
    QFETCH(Rows, source);
    QFETCH(Rows, target);
    QFETCH(qint64, rows);
    QFETCH(QStringList, lines);
    lines.sort();
    for (const qint64 mostHashes : {qint64{1'000'000}, qint64{16}, qint64{1}}) {
        const auto found =
            findDifferences(plan(keyed), scanOf(source), scanOf(target), source.size() + target.size(), mostHashes);
        QVERIFY(found);
        QCOMPARE(::lines(found->differences), lines);
        QCOMPARE(found->rows, rows);
    }
}

void TestDifference::namesTheFirstOfMany()
{
    const Rows source = people(1000);
    Rows target = source;
    for (QList<Value> &row : target)
        row[1] = text("gone");
    const auto found = findDifferences(plan(true), scanOf(source), scanOf(target), 2000);
    QVERIFY(found);
    QCOMPARE(found->rows, 1000);
    QCOMPARE(found->differences.size(), 20);
    for (const Difference &difference : found->differences) {
        QCOMPARE(difference.column, u"name"_s);
        QCOMPARE(difference.found, u"'gone'"_s);
        const QString number = difference.key.mid(3);
        QCOMPARE(difference.expected, QString(u"'name " + number + u'\''));
    }
}

void TestDifference::showsWhereLongTextsDiffer()
{
    const QByteArray same(300, 'x');
    const Rows source{{integer(1), text(same + "right" + same), integer(1)}};
    const Rows target{{integer(1), text(same + "wrong" + same), integer(1)}};
    const auto found = findDifferences(plan(true), scanOf(source), scanOf(target), 2);
    QVERIFY(found);
    const Difference &difference = found->differences.first();
    QVERIFY2(difference.expected.contains(u"xright"), qPrintable(difference.expected));
    QVERIFY2(difference.found.contains(u"xwrong"), qPrintable(difference.found));
    QVERIFY(difference.expected.size() <= 80);
    QVERIFY(difference.found.size() <= 80);
}

void TestDifference::digestsDoNotDependOnTheOrder()
{
    const Rows rows = people(50);
    Rows reversed = rows;
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(digestOf(rows), digestOf(reversed));
    QCOMPARE(digestOf(rows).rows, 50);
}

void TestDifference::digestsTellValuesApart_data()
{
    QTest::addColumn<QList<Value>>("one");
    QTest::addColumn<QList<Value>>("other");
    const QByteArray large(200'000, 'x');
    QTest::addRow("integer and text") << QList{integer(1)} << QList{text("1")};
    QTest::addRow("text and blob") << QList{text("a")} << QList{testsupport::blob("a")};
    QTest::addRow("zeros") << QList{testsupport::real(0.0)} << QList{testsupport::real(-0.0)};
    QTest::addRow("null and empty") << QList{Value()} << QList{text("")};
    QTest::addRow("border") << QList{text("ab"), text("c")} << QList{text("a"), text("bc")};
    QTest::addRow("order of cells") << QList{text("a"), text("b")} << QList{text("b"), text("a")};
    QTest::addRow("large") << QList{text(large + 'a')} << QList{text(large + 'b')};
    QTest::addRow("large blob") << QList{text(large)} << QList{testsupport::blob(large)};
}

void TestDifference::digestsTellValuesApart()
{
    QFETCH(QList<Value>, one);
    QFETCH(QList<Value>, other);
    QCOMPARE(digestOf({one}), digestOf({one}));
    QVERIFY(digestOf({one}) != digestOf({other}));
    QVERIFY(digestOf({one, one}) != digestOf({one}));
}

void TestDifference::digestsReadTheirOwnText()
{
    const Digest digest = digestOf(people(50));
    QCOMPARE(Digest::fromString(digest.toString()), digest);
    QVERIFY(Digest::fromString(u"nonsense"_s) == Digest());
}

QTEST_GUILESS_MAIN(TestDifference)
#include "tst_difference.moc"
