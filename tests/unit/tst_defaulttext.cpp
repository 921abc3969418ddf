// SPDX-License-Identifier: MIT
#include "migration/plan/defaulttext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::ZonelessMeans;
using schema::Affinity;
using schema::TypeKind;

class DefaultTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void translates_data();
    void translates();
    void leavesOut_data();
    void leavesOut();
    void hasNothingToTranslate_data();
    void hasNothingToTranslate();
    void readsZonelessTimes();
};

namespace {

std::optional<QString> translated(const QString &sql, Affinity affinity, TypeKind target,
                                  ZonelessMeans zoneless = ZonelessMeans::Unknown)
{
    schema::Column column;
    column.affinity = affinity;
    column.defaultSql = sql;
    return migration::translateDefault(column, target, zoneless);
}

} // namespace

void DefaultTextTest::translates_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Affinity>("affinity");
    QTest::addColumn<TypeKind>("target");
    QTest::addColumn<QString>("expected");

    QTest::addRow("integer") << u"42"_s << Affinity::Integer << TypeKind::Bigint << u"42"_s;
    QTest::addRow("integer text") << u"'0'"_s << Affinity::Integer << TypeKind::Bigint << u"0"_s;
    QTest::addRow("integer text with spaces") << u"' 7 '"_s << Affinity::Integer << TypeKind::Bigint << u"7"_s;
    QTest::addRow("whole real") << u"5.0"_s << Affinity::Integer << TypeKind::Bigint << u"5"_s;
    QTest::addRow("hexadecimal") << u"0x1F"_s << Affinity::Integer << TypeKind::Bigint << u"31"_s;
    QTest::addRow("all bits") << u"0xFFFFFFFFFFFFFFFF"_s << Affinity::Integer << TypeKind::Bigint << u"-1"_s;
    QTest::addRow("signed") << u"-1"_s << Affinity::Integer << TypeKind::Bigint << u"-1"_s;
    QTest::addRow("sign apart") << u"- 1"_s << Affinity::Integer << TypeKind::Bigint << u"-1"_s;
    QTest::addRow("plus") << u"+1"_s << Affinity::Integer << TypeKind::Bigint << u"1"_s;
    QTest::addRow("in parentheses") << u"((-1))"_s << Affinity::Integer << TypeKind::Bigint << u"-1"_s;
    QTest::addRow("smallest") << u"-9223372036854775808"_s << Affinity::Integer << TypeKind::Bigint
                              << u"-9223372036854775808"_s;
    QTest::addRow("comment") << u"5 /* five */"_s << Affinity::Integer << TypeKind::Bigint << u"5"_s;
    QTest::addRow("true as number") << u"TRUE"_s << Affinity::Integer << TypeKind::Bigint << u"1"_s;

    QTest::addRow("numeric") << u"4.99"_s << Affinity::Numeric << TypeKind::Numeric << u"4.99"_s;
    QTest::addRow("numeric of text") << u"'4.50'"_s << Affinity::Numeric << TypeKind::Numeric << u"4.5"_s;
    QTest::addRow("numeric of an integer") << u"5"_s << Affinity::Numeric << TypeKind::Numeric << u"5"_s;
    QTest::addRow("numeric with an exponent")
        << u"1.5e-7"_s << Affinity::Numeric << TypeKind::Numeric << u"0.00000015"_s;
    QTest::addRow("large numeric") << u"1e20"_s << Affinity::Numeric << TypeKind::Numeric
                                   << u"100000000000000000000.0"_s;
    QTest::addRow("double") << u"'0.00'"_s << Affinity::Real << TypeKind::Double << u"0.0"_s;
    QTest::addRow("double of an integer") << u"5"_s << Affinity::Real << TypeKind::Double << u"5.0"_s;
    QTest::addRow("infinite double") << u"9e999"_s << Affinity::Real << TypeKind::Double
                                     << u"'Infinity'::double precision"_s;
    QTest::addRow("minus infinity") << u"-9e999"_s << Affinity::Real << TypeKind::Double
                                    << u"'-Infinity'::double precision"_s;

    QTest::addRow("one as boolean") << u"1"_s << Affinity::Numeric << TypeKind::Boolean << u"true"_s;
    QTest::addRow("zero as boolean") << u"'0'"_s << Affinity::Numeric << TypeKind::Boolean << u"false"_s;
    QTest::addRow("boolean") << u"false"_s << Affinity::Numeric << TypeKind::Boolean << u"false"_s;
    QTest::addRow("boolean word") << u"'Yes'"_s << Affinity::Numeric << TypeKind::Boolean << u"true"_s;

    QTest::addRow("text") << u"'it''s'"_s << Affinity::Text << TypeKind::Text << u"'it''s'"_s;
    QTest::addRow("backslash") << u"'a\\b'"_s << Affinity::Text << TypeKind::Text << u"E'a\\\\b'"_s;
    QTest::addRow("empty text") << u"''"_s << Affinity::Text << TypeKind::Text << u"''"_s;
    QTest::addRow("double quotes") << u"\"x\""_s << Affinity::Text << TypeKind::Text << u"'x'"_s;
    QTest::addRow("a bare word") << u"unknown"_s << Affinity::Text << TypeKind::Text << u"'unknown'"_s;
    QTest::addRow("number as text") << u"5"_s << Affinity::Text << TypeKind::Text << u"'5'"_s;
    QTest::addRow("real as text") << u"5.50"_s << Affinity::Text << TypeKind::Text << u"'5.5'"_s;
    QTest::addRow("integer widened to text") << u"5"_s << Affinity::Integer << TypeKind::Text << u"'5'"_s;

    QTest::addRow("date") << u"'2024-01-31'"_s << Affinity::Numeric << TypeKind::Date << u"'2024-01-31'::date"_s;
    QTest::addRow("timestamp") << u"'2024-01-31T10:00:00'"_s << Affinity::Numeric << TypeKind::Timestamp
                               << u"'2024-01-31T10:00:00'::timestamp"_s;
    QTest::addRow("date as timestamp") << u"'2024-01-31'"_s << Affinity::Numeric << TypeKind::Timestamp
                                       << u"'2024-01-31'::timestamp"_s;
    QTest::addRow("timestamp with a zone") << u"'2024-01-31 10:00:00+02:00'"_s << Affinity::Numeric
                                           << TypeKind::TimestampTz << u"'2024-01-31 10:00:00+02:00'::timestamptz"_s;

    QTest::addRow("now as text") << u"CURRENT_TIMESTAMP"_s << Affinity::Text << TypeKind::Text
                                 << u"to_char(timezone('UTC', now()), 'YYYY-MM-DD HH24:MI:SS')"_s;
    QTest::addRow("today as text") << u"current_date"_s << Affinity::Text << TypeKind::Text
                                   << u"to_char(timezone('UTC', now()), 'YYYY-MM-DD')"_s;
    QTest::addRow("time as text") << u"(CURRENT_TIME)"_s << Affinity::Text << TypeKind::Text
                                  << u"to_char(timezone('UTC', now()), 'HH24:MI:SS')"_s;
    QTest::addRow("now as bytes") << u"CURRENT_DATE"_s << Affinity::Blob << TypeKind::Bytea
                                  << u"convert_to(to_char(timezone('UTC', now()), 'YYYY-MM-DD'), 'UTF8')"_s;
    QTest::addRow("now") << u"CURRENT_TIMESTAMP"_s << Affinity::Numeric << TypeKind::Timestamp
                         << u"date_trunc('second', timezone('UTC', now()))"_s;
    QTest::addRow("now with a zone") << u"CURRENT_TIMESTAMP"_s << Affinity::Numeric << TypeKind::TimestampTz
                                     << u"timezone('UTC', date_trunc('second', timezone('UTC', now())))"_s;
    QTest::addRow("today as timestamp") << u"CURRENT_DATE"_s << Affinity::Numeric << TypeKind::Timestamp
                                        << u"date_trunc('day', timezone('UTC', now()))"_s;
    QTest::addRow("today") << u"CURRENT_DATE"_s << Affinity::Numeric << TypeKind::Date
                           << u"(timezone('UTC', now()))::date"_s;

    QTest::addRow("bytes") << u"x'00fF'"_s << Affinity::Blob << TypeKind::Bytea << u"'\\x00ff'::bytea"_s;
    QTest::addRow("text as bytes") << u"'é'"_s << Affinity::Blob << TypeKind::Bytea << u"'\\xc3a9'::bytea"_s;
    QTest::addRow("json object") << u"'{}'"_s << Affinity::Numeric << TypeKind::Json << u"'{}'::json"_s;
    QTest::addRow("json number") << u"0"_s << Affinity::Numeric << TypeKind::Json << u"'0'::json"_s;
    QTest::addRow("jsonb") << u"'[1]'"_s << Affinity::Numeric << TypeKind::Jsonb << u"'[1]'::jsonb"_s;
    QTest::addRow("uuid") << u"'0c2b7c1e-1111-4222-8333-444455556666'"_s << Affinity::Text << TypeKind::Uuid
                          << u"'0c2b7c1e-1111-4222-8333-444455556666'::uuid"_s;
}

void DefaultTextTest::translates()
{
    QFETCH(const QString, sql);
    QFETCH(const Affinity, affinity);
    QFETCH(const TypeKind, target);
    QFETCH(const QString, expected);
    const auto text = translated(sql, affinity, target);
    QVERIFY(text);
    QCOMPARE(*text, expected);
}

void DefaultTextTest::leavesOut_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Affinity>("affinity");
    QTest::addColumn<TypeKind>("target");

    QTest::addRow("sum") << u"(1 + 2)"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("parentheses that do not belong together") << u"(1) + (2)"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("function") << u"(datetime('now'))"_s << Affinity::Numeric << TypeKind::Timestamp;
    QTest::addRow("joined texts") << u"('a' || 'b')"_s << Affinity::Text << TypeKind::Text;
    QTest::addRow("minus a text") << u"-'5'"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("word in integer") << u"'x'"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("fraction in integer") << u"1.5"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("infinite numeric") << u"9e999"_s << Affinity::Numeric << TypeKind::Numeric;
    QTest::addRow("two as boolean") << u"2"_s << Affinity::Numeric << TypeKind::Boolean;
    QTest::addRow("word as boolean") << u"'perhaps'"_s << Affinity::Numeric << TypeKind::Boolean;
    QTest::addRow("now as number") << u"CURRENT_TIMESTAMP"_s << Affinity::Integer << TypeKind::Bigint;
    QTest::addRow("now as date") << u"CURRENT_TIMESTAMP"_s << Affinity::Numeric << TypeKind::Date;
    QTest::addRow("time as timestamp") << u"CURRENT_TIME"_s << Affinity::Numeric << TypeKind::Timestamp;
    QTest::addRow("impossible date") << u"'0000-00-00'"_s << Affinity::Numeric << TypeKind::Date;
    QTest::addRow("empty date") << u"''"_s << Affinity::Numeric << TypeKind::Timestamp;
    QTest::addRow("number as date") << u"0"_s << Affinity::Numeric << TypeKind::Timestamp;
    QTest::addRow("zoneless with a zone") << u"'2024-01-31 10:00:00'"_s << Affinity::Numeric << TypeKind::TimestampTz;
    QTest::addRow("zone without one") << u"'2024-01-31 10:00:00Z'"_s << Affinity::Numeric << TypeKind::Timestamp;
    QTest::addRow("bytes in text") << u"x'61'"_s << Affinity::Text << TypeKind::Text;
    QTest::addRow("invalid json") << u"'{'"_s << Affinity::Numeric << TypeKind::Json;
    QTest::addRow("jsonb with an escaped zero") << u"'[\"\\u0000\"]'"_s << Affinity::Numeric << TypeKind::Jsonb;
    QTest::addRow("word as uuid") << u"'x'"_s << Affinity::Text << TypeKind::Uuid;
}

void DefaultTextTest::leavesOut()
{
    QFETCH(const QString, sql);
    QFETCH(const Affinity, affinity);
    QFETCH(const TypeKind, target);
    QVERIFY(!translated(sql, affinity, target));
}

void DefaultTextTest::hasNothingToTranslate_data()
{
    QTest::addColumn<std::optional<QString>>("sql");
    QTest::addRow("none") << std::optional<QString>();
    QTest::addRow("null") << std::optional(u"NULL"_s);
    QTest::addRow("null in parentheses") << std::optional(u"(null)"_s);
}

void DefaultTextTest::hasNothingToTranslate()
{
    QFETCH(const std::optional<QString>, sql);
    schema::Column column;
    column.defaultSql = sql;
    const auto text = migration::translateDefault(column, TypeKind::Text, ZonelessMeans::Unknown);
    QVERIFY(text);
    QVERIFY(text->isEmpty());
}

void DefaultTextTest::readsZonelessTimes()
{
    const auto text =
        translated(u"'2024-01-31 10:00:00'"_s, Affinity::Numeric, TypeKind::TimestampTz, ZonelessMeans::Utc);
    QVERIFY(text);
    QCOMPARE(*text, u"'2024-01-31 10:00:00+00'::timestamptz"_s);
}

QTEST_GUILESS_MAIN(DefaultTextTest)
#include "tst_defaulttext.moc"
