// SPDX-License-Identifier: MIT
#include "migration/plan/choices.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsSafe();
    void readsEverything();
    void namesTheFault_data();
    void namesTheFault();
};

void ChoicesTest::startsSafe()
{
    const auto choices = migration::choicesFromJson("{}");
    QVERIFY(choices);
    QCOMPARE(choices->orphans, migration::OrphanChoice::Keep);
    QCOMPARE(choices->nulText, migration::NulTextChoice::Readable);
    QCOMPARE(choices->json, migration::JsonChoice::Json);
    QVERIFY(choices->creators.isEmpty());
}

void ChoicesTest::readsEverything()
{
    const auto choices = migration::choicesFromJson(
        R"({"defaults": {"orphans": "attic", "nul-text": "bytea", "json": "jsonb"},
            "creators": {"alice": {"tables": {"media": {"orphans": "keep", "columns": {
                "createdAt": {"type": "timestamptz", "zone": "UTC"}, "meta": {"type": "json"}, "other": {"zone": "UTC"}}}}},
                         "bob": {}}})");
    QVERIFY(choices);
    QCOMPARE(choices->orphans, migration::OrphanChoice::Attic);
    QCOMPARE(choices->nulText, migration::NulTextChoice::Bytea);
    QCOMPARE(choices->json, migration::JsonChoice::Jsonb);
    QCOMPARE(choices->creators.keys(), (QStringList{u"alice"_s, u"bob"_s}));
    const migration::TableChoices media = choices->creators.value(u"alice"_s).tables.value(u"media"_s);
    QCOMPARE(media.orphans, std::optional(migration::OrphanChoice::Keep));
    QCOMPARE(media.columns.size(), 3);
    QCOMPARE(media.columns.value(u"createdAt"_s).type, std::optional(schema::TypeKind::TimestampTz));
    QCOMPARE(media.columns.value(u"createdAt"_s).zone, u"UTC"_s);
    QCOMPARE(media.columns.value(u"meta"_s).type, std::optional(schema::TypeKind::Json));
    QVERIFY(!media.columns.value(u"other"_s).type);
}

void ChoicesTest::namesTheFault_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");

    QTest::addRow("nothing") << QByteArray() << u"illegal value at byte 0"_s;
    QTest::addRow("no JSON") << QByteArray("{") << u"unterminated object at byte 1"_s;
    QTest::addRow("a list") << QByteArray("[]") << QString();
    QTest::addRow("unknown key") << QByteArray(R"({"creator": {}})") << u"creator"_s;
    QTest::addRow("unknown default") << QByteArray(R"({"defaults": {"nulText": "null"}})") << u"defaults.nulText"_s;
    QTest::addRow("defaults are a text") << QByteArray(R"({"defaults": "keep"})") << u"defaults"_s;
    QTest::addRow("unknown orphans") << QByteArray(R"({"defaults": {"orphans": "drop"}})") << u"defaults.orphans"_s;
    QTest::addRow("null-text is a number") << QByteArray(R"({"defaults": {"nul-text": 1}})") << u"defaults.nul-text"_s;
    QTest::addRow("json is null") << QByteArray(R"({"defaults": {"json": null}})") << u"defaults.json"_s;
    QTest::addRow("creators are a list") << QByteArray(R"({"creators": []})") << u"creators"_s;
    QTest::addRow("creator is a text") << QByteArray(R"({"creators": {"alice": "x"}})") << u"creators.alice"_s;
    QTest::addRow("unknown key of a creator")
        << QByteArray(R"({"creators": {"alice": {"schema": "x"}}})") << u"creators.alice.schema"_s;
    QTest::addRow("unknown key of a table")
        << QByteArray(R"({"creators": {"alice": {"tables": {"t": {"skip": true}}}}})")
        << u"creators.alice.tables.t.skip"_s;
    QTest::addRow("unknown key of a column")
        << QByteArray(R"({"creators": {"alice": {"tables": {"t": {"columns": {"c": {"name": "d"}}}}}}})")
        << u"creators.alice.tables.t.columns.c.name"_s;
    QTest::addRow("unknown type")
        << QByteArray(R"({"creators": {"alice": {"tables": {"t": {"columns": {"c": {"type": "varchar"}}}}}}})")
        << u"creators.alice.tables.t.columns.c.type"_s;
    QTest::addRow("type is a number")
        << QByteArray(R"({"creators": {"alice": {"tables": {"t": {"columns": {"c": {"type": 5}}}}}}})")
        << u"creators.alice.tables.t.columns.c.type"_s;
    QTest::addRow("other zone")
        << QByteArray(R"({"creators": {"alice": {"tables": {"t": {"columns": {"c": {"zone": "Europe/Berlin"}}}}}}})")
        << u"creators.alice.tables.t.columns.c.zone"_s;
}

void ChoicesTest::namesTheFault()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, place);
    const auto choices = migration::choicesFromJson(json);
    QVERIFY(!choices);
    QCOMPARE(choices.error().code, u"bad-choices"_s);
    QCOMPARE(choices.error().detail, place);
    QVERIFY(choices.error().message.endsWith(u'.'));
}

QTEST_GUILESS_MAIN(ChoicesTest)
#include "tst_choices.moc"
