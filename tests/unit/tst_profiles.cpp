// SPDX-License-Identifier: MIT
#include "profiles/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtinOnesAreThere();
    void builtinOnesSayWhatPeopleNeed();
    void fanslyDateTimesAreUtc();
    void novelTimesHaveTheirZone();
    void everyMemberIsRead();
    void brokenFilesAreNamed_data();
    void brokenFilesAreNamed();
};

void TestProfiles::builtinOnesAreThere()
{
    const auto all = profiles::builtinProfiles();
    QVERIFY2(all, qPrintable(all ? QString() : all.error().message));
    QStringList names;
    for (const profiles::Profile &profile : *all)
        names.append(profile.name);
    QCOMPARE(names, QStringList({u"fansly"_s, u"novel-app"_s, u"silmari"_s}));
}

void TestProfiles::builtinOnesSayWhatPeopleNeed()
{
    const auto all = profiles::builtinProfiles();
    QVERIFY(all);
    for (const profiles::Profile &profile : *all) {
        QVERIFY(!profile.title.isEmpty());
        QVERIFY(profile.about.endsWith(u'.'));
        QVERIFY(!profile.filePatterns.isEmpty());
        QVERIFY(profile.tables.size() >= 3);
    }
}

void TestProfiles::fanslyDateTimesAreUtc()
{
    const auto all = profiles::builtinProfiles();
    QVERIFY(all);
    const profiles::Profile &fansly = all->first();
    QCOMPARE(fansly.filePatterns, QStringList({u"*_metadata.sqlite3"_s, u"metadata_db.sqlite3"_s}));
    QCOMPARE(fansly.columns.size(), qsizetype(1));
    QCOMPARE(fansly.columns.first().declaredType, u"DATETIME"_s);
    QCOMPARE(fansly.columns.first().zone, u"UTC"_s);
    QVERIFY(!fansly.columns.first().type);
}

void TestProfiles::novelTimesHaveTheirZone()
{
    const auto all = profiles::builtinProfiles();
    QVERIFY(all);
    const profiles::Profile &novel = all->at(1);
    QVERIFY(novel.columns.size() > 3);
    for (const profiles::ColumnRule &rule : novel.columns) {
        QCOMPARE(rule.type, std::optional(schema::TypeKind::TimestampTz));
        QVERIFY(rule.zone.isEmpty());
        QVERIFY(rule.column.endsWith(u"_at"_s));
    }
}

void TestProfiles::everyMemberIsRead()
{
    const auto profile = profiles::profileFromJson(R"({"name": "x", "title": "X", "about": "An app.",
        "filePatterns": ["*.db", "y"], "tables": ["a", "b"],
        "columns": [{"table": "a", "column": "c", "declaredType": "datetime", "type": "timestamptz", "zone": "UTC"},
                    {"table": "*", "column": "*", "type": "jsonb"}]})",
                                                   u"x.json"_s);
    QVERIFY2(profile, qPrintable(profile ? QString() : profile.error().message));
    QCOMPARE(profile->name, u"x"_s);
    QCOMPARE(profile->title, u"X"_s);
    QCOMPARE(profile->about, u"An app."_s);
    QCOMPARE(profile->filePatterns, QStringList({u"*.db"_s, u"y"_s}));
    QCOMPARE(profile->tables, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(profile->columns.size(), qsizetype(2));
    QCOMPARE(profile->columns.at(0).table, u"a"_s);
    QCOMPARE(profile->columns.at(0).column, u"c"_s);
    QCOMPARE(profile->columns.at(0).declaredType, u"DATETIME"_s);
    QCOMPARE(profile->columns.at(0).type, std::optional(schema::TypeKind::TimestampTz));
    QCOMPARE(profile->columns.at(0).zone, u"UTC"_s);
    QCOMPARE(profile->columns.at(1).type, std::optional(schema::TypeKind::Jsonb));
}

void TestProfiles::brokenFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const QByteArray start = R"({"title": "X", "about": "A.", "filePatterns": [], )";
    const auto rule = [&start](const char *text) {
        return QByteArray(start + R"("name": "x", "tables": ["a"], "columns": [)" + text + "]}");
    };
    QTest::addRow("no JSON") << QByteArray("{") << u"unterminated"_s;
    QTest::addRow("a list") << QByteArray("[]") << u"the whole document"_s;
    QTest::addRow("no name") << QByteArray(start + R"("tables": ["a"], "columns": []})") << u"name is missing"_s;
    QTest::addRow("empty name") << QByteArray(start + R"("name": "", "tables": ["a"], "columns": []})")
                                << u"name is empty"_s;
    QTest::addRow("no tables") << QByteArray(start + R"("name": "x", "tables": [], "columns": []})")
                               << u"tables is empty"_s;
    QTest::addRow("unknown key") << QByteArray(start + R"("name": "x", "tables": ["a"], "columns": [], "colour": 1})")
                                 << u"colour is not a word that is known here"_s;
    QTest::addRow("unknown type") << rule(R"({"table": "*", "column": "*", "type": "varchar"})")
                                  << u"columns[0].type is no type"_s;
    QTest::addRow("other zone") << rule(R"({"table": "*", "column": "*", "zone": "CET"})") << u"columns[0].zone"_s;
    QTest::addRow("rule without effect") << rule(R"({"table": "*", "column": "*"})") << u"columns[0] says neither"_s;
    QTest::addRow("unknown key in a rule")
        << rule(R"({"table": "*", "column": "*", "zone": "UTC", "x": 1})") << u"columns[0].x"_s;
}

void TestProfiles::brokenFilesAreNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, place);
    const auto profile = profiles::profileFromJson(json, u"x.json"_s);
    QVERIFY(!profile);
    QCOMPARE(profile.error().code, u"profile-broken"_s);
    QVERIFY(profile.error().message.contains(u"x.json"_s));
    QVERIFY2(profile.error().message.contains(place), qPrintable(profile.error().message));
}

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
