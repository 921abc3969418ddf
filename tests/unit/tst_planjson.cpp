// SPDX-License-Identifier: MIT
#include "migration/plan/plan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using namespace migration;

namespace {

constexpr qint64 beyondDouble = (qint64(1) << 53) + 1;
constexpr qint64 largest = std::numeric_limits<qint64>::max();
constexpr qint64 smallest = std::numeric_limits<qint64>::min();

ColumnPlan idColumn()
{
    return {.source = u"id"_s,
            .target = {.name = u"id"_s,
                       .type = schema::TypeKind::Bigint,
                       .notNull = true,
                       .defaultSql = {},
                       .identityStart = largest,
                       .collateC = false},
            .mainClass = schema::StorageClass::Integer,
            .form = {},
            .misfit = Misfit::None,
            .nulText = NulText::Readable,
            .expectedForms = 0,
            .expectedAttic = 0};
}

ColumnPlan momentColumn()
{
    return {.source = u"created\"At"_s,
            .target = {.name = u"createdAt"_s,
                       .type = schema::TypeKind::TimestampTz,
                       .notNull = false,
                       .defaultSql = u"timezone('UTC', now())"_s,
                       .identityStart = {},
                       .collateC = true},
            .mainClass = schema::StorageClass::Text,
            .form = {.time = true,
                     .separator = 'T',
                     .seconds = false,
                     .fraction = schema::Fraction::UnlessZero,
                     .fractionDigits = 6,
                     .zone = schema::ZoneSpelling::Plain,
                     .offsetMinutes = -959},
            .misfit = Misfit::Attic,
            .nulText = NulText::Null,
            .expectedForms = beyondDouble,
            .expectedAttic = 3};
}

TablePlan table()
{
    schema::TargetTable target{
        .name = u"media"_s,
        .columns = {},
        .primaryKey = schema::TargetKey{u"media_pkey"_s, {u"id"_s}},
        .uniques = {{u"uq"_s, {u"id"_s, u"createdAt"_s}}},
        .indexes = {{u"ix"_s, true, {{u"createdAt"_s, {}, true}, {{}, u"lower(id)"_s, false}}, u"id > 0"_s}},
        .foreignKeys = {{.name = u"fk"_s,
                         .columns = {u"id"_s},
                         .parentTable = u"accounts"_s,
                         .parentColumns = {u"key"_s},
                         .onUpdate = schema::ForeignKeyAction::SetDefault,
                         .onDelete = schema::ForeignKeyAction::Cascade,
                         .deferrable = true,
                         .initiallyDeferred = true,
                         .validated = false}},
        .checks = {{u"positive"_s, u"id > 0"_s, false}}};
    return {.source = u"Media"_s,
            .target = target,
            .columns = {idColumn(), momentColumn()},
            .hasRowid = false,
            .rows = beyondDouble,
            .bytes = largest,
            .minRowid = smallest,
            .maxRowid = largest,
            .orphans = OrphanChoice::Attic,
            .rowsAside = beyondDouble};
}

CreatorPlan fullPlan()
{
    return {.creator = u"Zo\u00eb \U0001f642"_s,
            .sourcePath = u"/data/a 'b' \"c\"\n.sqlite3"_s,
            .kind = u"sqlite"_s,
            .profile = u"fansly"_s,
            .schemaName = u"creator_zo\u00eb__"_s,
            .globalSchema = true,
            .tables = {table()},
            .notes = {{.severity = Severity::Warning,
                       .code = u"orphan-rows"_s,
                       .table = u"Media"_s,
                       .column = u"id"_s,
                       .count = beyondDouble,
                       .message = u"18 rows."_s,
                       .samples = {u"17"_s, QString()}}},
            .originals = {{.type = u"view"_s,
                           .name = u"v"_s,
                           .table = {},
                           .sql = u"CREATE VIEW v AS SELECT 1"_s,
                           .translated = false}},
            .rows = beyondDouble,
            .bytes = largest};
}

QJsonObject throughText(const QJsonObject &json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson()).object();
}

/// `json` with the value at the path (keys, and numbers for list positions) replaced, or removed if undefined.
QJsonValue changed(const QJsonValue &json, QStringList path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const QString step = path.takeFirst();
    if (json.isArray()) {
        QJsonArray array = json.toArray();
        array[step.toInt()] = changed(array.at(step.toInt()), path, value);
        return array;
    }
    QJsonObject object = json.toObject();
    const QJsonValue replaced = changed(object.value(step), path, value);
    if (replaced.isUndefined())
        object.remove(step);
    else
        object.insert(step, replaced);
    return object;
}

/// Every path to a member of an object.
void gatherPaths(const QJsonValue &json, const QString &prefix, QStringList &paths)
{
    if (json.isArray()) {
        const QJsonArray array = json.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            gatherPaths(array.at(i), prefix + QString::number(i) + u'/', paths);
        return;
    }
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        paths.append(prefix + it.key());
        gatherPaths(it.value(), prefix + it.key() + u'/', paths);
    }
}

/// "tables/0/target/name" as an error names it: tables[0].target.name
QString placeOf(const QString &path)
{
    QString place;
    const QStringList steps = path.split(u'/');
    for (const QString &step : steps) {
        bool number = false;
        step.toInt(&number);
        if (number)
            place += u'[' + step + u']';
        else
            place += place.isEmpty() ? step : QString(u'.' + step);
    }
    return place;
}

} // namespace

class TestPlanJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void integersSurviveReadersOfDoubles();
    void missingFieldIsNamed_data();
    void missingFieldIsNamed();
    void wrongTypeIsNamed_data();
    void wrongTypeIsNamed();
    void wrongValueIsNamed_data();
    void wrongValueIsNamed();
    void targetTableHasTheColumns();
    void ddlOfAPlan_data();
    void ddlOfAPlan();
    void noteAsTheCommandLineShowsIt();
};

void TestPlanJson::everyFieldComesBack()
{
    const QJsonObject json = toJson(fullPlan());
    const auto plan = creatorPlanFromJson(throughText(json));
    QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
    QCOMPARE(toJson(*plan), json);

    QCOMPARE(plan->creator, fullPlan().creator);
    QCOMPARE(plan->sourcePath, fullPlan().sourcePath);
    QCOMPARE(plan->profile, u"fansly"_s);
    QCOMPARE(plan->schemaName, fullPlan().schemaName);
    QCOMPARE(plan->globalSchema, true);
    QCOMPARE(plan->rows, beyondDouble);
    QCOMPARE(plan->bytes, largest);
    QCOMPARE(plan->notes.first().severity, Severity::Warning);
    QCOMPARE(plan->notes.first().count, beyondDouble);
    QCOMPARE(plan->notes.first().samples, QStringList({u"17"_s, QString()}));
    QCOMPARE(plan->originals.first().type, u"view"_s);
    QCOMPARE(plan->originals.first().translated, false);

    const TablePlan &read = plan->tables.first();
    QCOMPARE(read.hasRowid, false);
    QCOMPARE(read.minRowid, smallest);
    QCOMPARE(read.maxRowid, largest);
    QCOMPARE(read.orphans, OrphanChoice::Attic);
    QCOMPARE(read.rowsAside, beyondDouble);
    QCOMPARE(read.target.primaryKey->name, u"media_pkey"_s);
    QCOMPARE(read.target.indexes.first().parts.at(1).expression, u"lower(id)"_s);
    QCOMPARE(read.target.foreignKeys.first().onUpdate, schema::ForeignKeyAction::SetDefault);
    QCOMPARE(read.target.foreignKeys.first().validated, false);
    QCOMPARE(read.target.checks.first().validated, false);
    QCOMPARE(read.columns.first().target.identityStart, std::optional(largest));
    QCOMPARE(read.columns.at(1).target.identityStart, std::optional<qint64>());
    QCOMPARE(read.columns.at(1).target.type, schema::TypeKind::TimestampTz);
    QCOMPARE(read.columns.at(1).form, momentColumn().form);
    QCOMPARE(read.columns.at(1).misfit, Misfit::Attic);
    QCOMPARE(read.columns.at(1).nulText, NulText::Null);
    QCOMPARE(read.columns.at(1).expectedForms, beyondDouble);
}

void TestPlanJson::integersSurviveReadersOfDoubles()
{
    QVERIFY(toJson(fullPlan()).value("rows"_L1).isString());
    CreatorPlan small = fullPlan();
    small.rows = beyondDouble - 1;
    QVERIFY(toJson(small).value("rows"_L1).isDouble());
}

void TestPlanJson::missingFieldIsNamed_data()
{
    QTest::addColumn<QString>("path");
    QStringList paths;
    gatherPaths(toJson(fullPlan()), {}, paths);
    QVERIFY(paths.size() > 60);
    for (const QString &path : paths)
        QTest::addRow("%s", qPrintable(path)) << path;
}

void TestPlanJson::missingFieldIsNamed()
{
    QFETCH(QString, path);
    const QJsonValue json = changed(toJson(fullPlan()), path.split(u'/'), QJsonValue(QJsonValue::Undefined));
    const auto plan = creatorPlanFromJson(json.toObject());
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"bad-plan"_s);
    QCOMPARE(plan.error().detail, placeOf(path));
    QVERIFY(plan.error().message.contains(placeOf(path) + u" is missing"_s));
}

void TestPlanJson::wrongTypeIsNamed_data()
{
    missingFieldIsNamed_data();
}

// A list of one list is the right type nowhere.
void TestPlanJson::wrongTypeIsNamed()
{
    QFETCH(QString, path);
    const QJsonValue json = changed(toJson(fullPlan()), path.split(u'/'), QJsonArray{QJsonArray()});
    const auto plan = creatorPlanFromJson(json.toObject());
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"bad-plan"_s);
    QVERIFY2(plan.error().detail.startsWith(placeOf(path)), qPrintable(plan.error().detail));
}

void TestPlanJson::wrongValueIsNamed_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");
    const QString column = u"tables/0/columns/1/"_s;
    QTest::addRow("type") << QString(column + u"target/type"_s) << QJsonValue(u"varchar"_s);
    QTest::addRow("class") << QString(column + u"mainClass"_s) << QJsonValue(u"float"_s);
    QTest::addRow("misfit") << QString(column + u"misfit"_s) << QJsonValue(u"drop"_s);
    QTest::addRow("separator") << QString(column + u"form/separator"_s) << QJsonValue(u"t"_s);
    QTest::addRow("seven digits") << QString(column + u"form/fractionDigits"_s) << QJsonValue(7);
    QTest::addRow("offset") << QString(column + u"form/offsetMinutes"_s) << QJsonValue(960);
    QTest::addRow("negative count") << QString(column + u"expectedAttic"_s) << QJsonValue(-1);
    QTest::addRow("half a row") << u"rows"_s << QJsonValue(1.5);
    QTest::addRow("too large a number") << u"rows"_s << QJsonValue(1e300);
    QTest::addRow("too many digits") << u"rows"_s << QJsonValue(u"9223372036854775808"_s);
    QTest::addRow("no digits") << u"rows"_s << QJsonValue(u""_s);
    QTest::addRow("severity") << u"notes/0/severity"_s << QJsonValue(u"fatal"_s);
    QTest::addRow("action") << u"tables/0/target/foreignKeys/0/onDelete"_s << QJsonValue(u"CASCADE"_s);
    QTest::addRow("null name") << u"tables/0/target/name"_s << QJsonValue(QJsonValue::Null);
}

void TestPlanJson::wrongValueIsNamed()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const auto plan = creatorPlanFromJson(changed(toJson(fullPlan()), path.split(u'/'), value).toObject());
    QVERIFY(!plan);
    QCOMPARE(plan.error().detail, placeOf(path));
}

void TestPlanJson::targetTableHasTheColumns()
{
    const schema::TargetTable target = table().targetTable();
    QCOMPARE(target.name, u"media"_s);
    QCOMPARE(target.columns.size(), qsizetype(2));
    QCOMPARE(target.columns.at(1).name, u"createdAt"_s);
    QCOMPARE(target.indexes.size(), qsizetype(1));
}

void TestPlanJson::ddlOfAPlan_data()
{
    QTest::addColumn<bool>("globalSchema");
    QTest::addColumn<QString>("first");
    QTest::addRow("own schema") << false << u"CREATE SCHEMA \"s\""_s;
    QTest::addRow("global schema") << true << u"CREATE SCHEMA IF NOT EXISTS \"s\""_s;
}

void TestPlanJson::ddlOfAPlan()
{
    QFETCH(bool, globalSchema);
    QFETCH(QString, first);
    CreatorPlan plan = fullPlan();
    plan.schemaName = u"s"_s;
    plan.globalSchema = globalSchema;
    const QStringList statements = ddl(plan);
    QCOMPARE(statements.first(), first);
    QVERIFY(statements.at(1).startsWith(u"CREATE TABLE \"s\".\"media\" ("_s));
    QVERIFY(statements.at(1).contains(u"\"createdAt\" timestamptz"_s));
    QVERIFY(statements.last().endsWith(u"NOT VALID"_s));
}

void TestPlanJson::noteAsTheCommandLineShowsIt()
{
    const QJsonObject note = toJson(fullPlan().notes.first());
    QCOMPARE(note.value("severity"_L1), QJsonValue(u"warning"_s));
    QCOMPARE(note.value("code"_L1), QJsonValue(u"orphan-rows"_s));
    QCOMPARE(note.value("table"_L1), QJsonValue(u"Media"_s));
    QCOMPARE(note.value("column"_L1), QJsonValue(u"id"_s));
    QCOMPARE(note.value("message"_L1), QJsonValue(u"18 rows."_s));
    QCOMPARE(severityName(Severity::Info), u"info"_s);
    QCOMPARE(severityName(Severity::Problem), u"problem"_s);
}

QTEST_GUILESS_MAIN(TestPlanJson)
#include "tst_planjson.moc"
