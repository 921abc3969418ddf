// SPDX-License-Identifier: MIT
#include "browse/diagram.h"
#include "postgres/connection.h"
#include "postgres/reader.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using browse::Diagram;
using testsupport::TestServer;

namespace {

Diagram read(const postgres::Settings &settings, const QString &schema)
{
    auto reader = postgres::Reader::open(settings, u"test"_s);
    if (!reader)
        qFatal("%s", qPrintable(reader.error().message));
    const auto diagram = browse::readDiagram(*reader, schema);
    if (!diagram)
        qFatal("%s", qPrintable(diagram.error().message + diagram.error().detail));
    return *diagram;
}

int place(const Diagram &diagram, const QString &name)
{
    for (int i = 0; i < diagram.tables.size(); ++i)
        if (diagram.tables.at(i).name == name)
            return i;
    return -1;
}

QStringList names(const Diagram &diagram)
{
    QStringList names;
    for (const browse::DiagramTable &table : diagram.tables)
        names += (table.outside ? table.schema + u'.' : QString()) + table.name;
    return names;
}

/// "orders(a, b) > customers(x, y)"
QStringList links(const Diagram &diagram)
{
    const auto end = [&](int table, const QList<int> &columns) {
        QStringList list;
        for (const int column : columns)
            list += diagram.tables.at(table).columns.at(column).name;
        return QString(diagram.tables.at(table).name + u'(' + list.join(u", "_s) + u')');
    };
    QStringList all;
    for (const browse::DiagramLink &link : diagram.links)
        all += end(link.from, link.fromColumns) + u" > "_s + end(link.to, link.toColumns);
    return all;
}

const QString made = uR"(
CREATE SCHEMA shop; CREATE SCHEMA shared; CREATE SCHEMA other; CREATE SCHEMA nothing;
SET search_path = shop;
CREATE TABLE shared.country (code char(2) PRIMARY KEY, name text);
CREATE TABLE customer (x int, y int, name varchar(80) NOT NULL, country char(2) REFERENCES shared.country,
                       PRIMARY KEY (y, x));
CREATE TABLE person (id bigint PRIMARY KEY, boss bigint REFERENCES person, best bigint);
CREATE TABLE "order" (id bigint PRIMARY KEY, a int, b int, gone int, chosen bigint REFERENCES person,
                      CONSTRAINT whose FOREIGN KEY (a, b) REFERENCES customer (x, y));
ALTER TABLE "order" DROP COLUMN gone;
ALTER TABLE person ADD FOREIGN KEY (best) REFERENCES "order" NOT VALID;
CREATE TABLE other.note (id int PRIMARY KEY, about bigint REFERENCES shop.person, text text);
CREATE TABLE log (at date NOT NULL, who bigint REFERENCES person) PARTITION BY RANGE (at);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE empty ();
CREATE VIEW seen AS SELECT * FROM person;
CREATE MATERIALIZED VIEW kept AS SELECT * FROM person;
INSERT INTO person SELECT i FROM generate_series(1, 500) i;
ANALYZE person;
)"_s;

} // namespace

class TestDiagram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tables();
    void keysAndTypes();
    void linksOfAllShapes();
    void partsWithLinksOfTheirOwn();
    void seenFromTheOtherSide();
    void thousandsLeadHere();
    void oddNames();
    void nothingInIt();
    void gone();
    void withoutRights();
    void aroundOne();
    void tellingColumns();
    void manyTables();

private:
    postgres::Settings m_settings;
};

void TestDiagram::initTestCase()
{
    m_settings = TestServer::instance().freshDatabase();
    testsupport::execute(m_settings, made);
}

void TestDiagram::tables()
{
    const Diagram diagram = read(m_settings, u"shop"_s);
    QCOMPARE(names(diagram), (QStringList{u"customer"_s, u"empty"_s, u"log"_s, u"order"_s, u"person"_s,
                                          u"shared.country"_s, u"other.note"_s}));
    QCOMPARE(diagram.tables.at(place(diagram, u"log"_s)).kind, browse::RelationKind::PartitionedTable);
    QCOMPARE(diagram.tables.at(place(diagram, u"person"_s)).rows, 500);
    QCOMPARE(diagram.tables.at(place(diagram, u"customer"_s)).rows, -1);
    QVERIFY(diagram.tables.at(place(diagram, u"empty"_s)).columns.isEmpty());
}

void TestDiagram::keysAndTypes()
{
    const Diagram diagram = read(m_settings, u"shop"_s);
    const auto &customer = diagram.tables.at(place(diagram, u"customer"_s));
    QCOMPARE(customer.columns.size(), 4);
    QVERIFY(customer.columns[0].inPrimaryKey && customer.columns[1].inPrimaryKey && !customer.columns[2].inPrimaryKey);
    QVERIFY(customer.columns[3].inForeignKey && !customer.columns[0].inForeignKey);
    QCOMPARE(customer.columns[2].type, u"character varying(80)"_s);
    const auto &order = diagram.tables.at(place(diagram, u"order"_s));
    QCOMPARE(order.columns.size(), 4); // without the one that was dropped
    // Of a table elsewhere only what is needed.
    const auto &country = diagram.tables.at(place(diagram, u"country"_s));
    QCOMPARE(country.columns.size(), 1);
    QCOMPARE(country.columns[0].type, u"character(2)"_s);
    QVERIFY(country.columns[0].inPrimaryKey && country.outside);
}

void TestDiagram::linksOfAllShapes()
{
    const Diagram diagram = read(m_settings, u"shop"_s);
    QCOMPARE(links(diagram), (QStringList{u"customer(country) > country(code)"_s, u"log(who) > person(id)"_s,
                                          u"order(chosen) > person(id)"_s, u"order(a, b) > customer(x, y)"_s,
                                          u"person(best) > order(id)"_s, u"person(boss) > person(id)"_s,
                                          u"note(about) > person(id)"_s}));
    QCOMPARE(diagram.links.at(3).name, u"whose"_s);
    QVERIFY(diagram.links.at(3).validated && !diagram.links.at(4).validated);
}

void TestDiagram::partsWithLinksOfTheirOwn()
{
    const postgres::Settings settings = TestServer::instance().freshDatabase();
    testsupport::execute(settings, made);
    testsupport::execute(settings,
                         u"ALTER TABLE shop.log_2 ADD CONSTRAINT own FOREIGN KEY (who) REFERENCES shop.\"order\""_s);
    const Diagram diagram = read(settings, u"shop"_s);
    QVERIFY(names(diagram).contains(u"log_2"_s) && !names(diagram).contains(u"log_1"_s));
    QVERIFY(links(diagram).contains(u"log_2(who) > order(id)"_s));
    QCOMPARE(links(diagram).size(), 8);
}

void TestDiagram::seenFromTheOtherSide()
{
    const Diagram diagram = read(m_settings, u"shared"_s);
    QCOMPARE(names(diagram), (QStringList{u"country"_s, u"shop.customer"_s}));
    QCOMPARE(links(diagram), QStringList(u"customer(country) > country(code)"_s));
    QCOMPARE(diagram.tables[0].columns.size(), 2);
    QCOMPARE(diagram.tables[1].columns.size(), 1);
}

void TestDiagram::thousandsLeadHere()
{
    const postgres::Settings settings = TestServer::instance().freshDatabase();
    testsupport::execute(settings,
                         u"CREATE SCHEMA hub; CREATE TABLE hub.h (id int PRIMARY KEY); CREATE SCHEMA many;"
                         "DO $$ BEGIN FOR i IN 1..200 LOOP EXECUTE 'CREATE TABLE many.t' || i || "
                         "' (id int PRIMARY KEY, h int REFERENCES hub.h, g int REFERENCES hub.h)'; END LOOP; END $$"_s);
    const Diagram diagram = read(settings, u"hub"_s);
    QCOMPARE(diagram.tables.size(), 61);
    QCOMPARE(diagram.links.size(), 120);
    QCOMPARE(diagram.outsideLeftOut, 140);
    QCOMPARE(read(settings, u"many"_s).links.size(), 400);
}

void TestDiagram::oddNames()
{
    const postgres::Settings settings = TestServer::instance().freshDatabase();
    const QString schema = u"Odd \"s\" \\ 😀"_s;
    const QString table = u"a\"b\n<c> \\N & 'd' ☃ ]]>"_s;
    const QString column = u"{x|y} \\l \"z\"\t😀"_s;
    const auto quoted = [](QString name) { return QString(u'"' + name.replace(u"\""_s, u"\"\""_s) + u'"'); };
    testsupport::execute(settings, u"CREATE SCHEMA "_s + quoted(schema) + u"; CREATE TABLE "_s + quoted(schema) + u'.' +
                                       quoted(table) + u" ("_s + quoted(column) +
                                       u" int PRIMARY KEY, again int REFERENCES "_s + quoted(schema) + u'.' +
                                       quoted(table) + u')');
    const Diagram diagram = read(settings, schema);
    QCOMPARE(diagram.tables.at(0).name, table);
    QCOMPARE(diagram.tables.at(0).columns.at(0).name, column);
    QCOMPARE(links(diagram).size(), 1);
}

void TestDiagram::nothingInIt()
{
    QCOMPARE(read(m_settings, u"nothing"_s), Diagram{.schema = u"nothing"_s});
}

void TestDiagram::gone()
{
    auto reader = postgres::Reader::open(m_settings, u"test"_s);
    QVERIFY(reader);
    const auto diagram = browse::readDiagram(*reader, u"was there"_s);
    QVERIFY(!diagram);
    QCOMPARE(diagram.error().code, u"objects-gone"_s);
    QVERIFY(diagram.error().message.contains(u"was there"_s));
}

void TestDiagram::withoutRights()
{
    testsupport::execute(
        m_settings, u"DROP ROLE IF EXISTS sees_little; CREATE ROLE sees_little LOGIN PASSWORD 'x';"
                    "GRANT USAGE ON SCHEMA shop TO sees_little; GRANT SELECT (id) ON shop.person TO sees_little"_s);
    postgres::Settings settings = m_settings;
    settings.user = u"sees_little"_s;
    settings.password = base::Secret(u"x"_s);
    const Diagram diagram = read(settings, u"shop"_s);
    QCOMPARE(diagram.tables.size(), 7);
    QVERIFY(diagram.tables.at(place(diagram, u"person"_s)).readable);
    QVERIFY(!diagram.tables.at(place(diagram, u"order"_s)).readable);
    QVERIFY(!diagram.tables.at(place(diagram, u"country"_s)).readable);
    testsupport::execute(m_settings, u"DROP OWNED BY sees_little; DROP ROLE sees_little"_s);
}

void TestDiagram::aroundOne()
{
    const Diagram diagram = read(m_settings, u"shop"_s);
    const Diagram part = browse::around(diagram, place(diagram, u"customer"_s));
    QCOMPARE(names(part), (QStringList{u"customer"_s, u"order"_s, u"shared.country"_s}));
    QCOMPARE(links(part), (QStringList{u"customer(country) > country(code)"_s, u"order(a, b) > customer(x, y)"_s}));
    QCOMPARE(browse::indexOf(part, diagram.tables.at(place(diagram, u"order"_s)).oid), 1);
    QCOMPARE(browse::indexOf(part, 1), -1);
    const Diagram alone = browse::around(diagram, place(diagram, u"empty"_s));
    QCOMPARE(names(alone), QStringList(u"empty"_s));
}

void TestDiagram::tellingColumns()
{
    Diagram diagram{.schema = u"s"_s};
    browse::DiagramTable wide{.name = u"wide"_s};
    for (int i = 0; i < 100; ++i)
        wide.columns.append({.name = u"c%1"_s.arg(i)});
    wide.columns[3].inPrimaryKey = true;
    wide.columns[60].inForeignKey = true;
    diagram.tables = {wide};
    QCOMPARE(browse::tellingColumns(diagram, 0, 5), (QList<int>{0, 1, 2, 3, 60}));
    diagram.links = {{.from = 0, .to = 0, .fromColumns = {60}, .toColumns = {80}}};
    QCOMPARE(browse::tellingColumns(diagram, 0, 5), (QList<int>{0, 1, 3, 60, 80}));
    QCOMPARE(browse::tellingColumns(diagram, 0, 2), (QList<int>{3, 60, 80}));
    QCOMPARE(browse::tellingColumns(diagram, 0, 100).size(), 100);
}

/// One message whatever there is: four statements.
void TestDiagram::manyTables()
{
    const postgres::Settings settings = TestServer::instance().freshDatabase();
    testsupport::execute(
        settings, u"CREATE SCHEMA big; CREATE TABLE big.t0 (id int PRIMARY KEY);"
                  "DO $$ BEGIN FOR i IN 1..200 LOOP EXECUTE format('CREATE TABLE big.t%s (id int PRIMARY KEY, p int "
                  "REFERENCES big.t%s, v text)', i, i / 3); END LOOP; END $$"_s);
    const Diagram diagram = read(settings, u"big"_s);
    QCOMPARE(diagram.tables.size(), 201);
    QCOMPARE(diagram.links.size(), 200);
}

QTEST_GUILESS_MAIN(TestDiagram)
#include "tst_diagram.moc"
