// SPDX-License-Identifier: MIT
#include "postgres/settings.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using postgres::Settings;

class TestConnectionString : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void understood_data();
    void understood();
    void otherKeywords();
    void refused_data();
    void refused();
    void description_data();
    void description();
};

namespace {

/// host|port|database|user|password|sslmode
QString inOneLine(const Settings &s)
{
    return QStringList{s.host, s.port, s.database, s.user, s.password.reveal(), s.sslMode}.join(u'|');
}

} // namespace

void TestConnectionString::understood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("plain url", u"postgresql://bob:pw@db.example:5433/app"_s, u"db.example|5433|app|bob|pw|"_s);
    row("short scheme", u"postgres://bob@h/app"_s, u"h||app|bob||"_s);
    row("asyncpg", u"postgresql+asyncpg://bob:pw@h/app?ssl=require"_s, u"h||app|bob|pw|require"_s);
    row("psycopg2", u"postgresql+psycopg2://bob:pw@h/app"_s, u"h||app|bob|pw|"_s);
    row("jdbc", u"jdbc:postgresql://h:1/app?user=bob&password=p%26w&ssl=true"_s, u"h|1|app|bob|p&w|require"_s);
    row("upper-case scheme", u"PostgreSQL://h"_s, u"h|||||"_s);
    row("nothing given", u"postgresql://"_s, u"|||||"_s);
    row("only a database", u"postgresql:///app"_s, u"||app|||"_s);
    row("socket in the query", u"postgresql:///app?host=/run/postgresql"_s, u"/run/postgresql||app|||"_s);
    row("socket percent-encoded", u"postgresql://%2Frun%2Fpostgresql/app"_s, u"/run/postgresql||app|||"_s);
    row("percent-encoding everywhere", u"postgresql://b%40b:p%2Fw%3F%25%C3%A9@h/my%20db"_s, u"h||my db|b@b|p/w?%é|"_s);
    row("at sign in the password", u"postgresql://bob:p@ss@h/app"_s, u"h||app|bob|p@ss|"_s);
    row("colon in the password", u"postgresql://bob:a:b@h/app"_s, u"h||app|bob|a:b|"_s);
    row("hash and plus stay", u"postgresql://bob:a#b+c@h/app"_s, u"h||app|bob|a#b+c|"_s);
    row("empty password", u"postgresql://bob:@h/app"_s, u"h||app|bob||"_s);
    row("several hosts", u"postgresql://bob@a:1,b,c:3/app"_s, u"a,b,c|1,5432,3|app|bob||"_s);
    row("several hosts without ports", u"postgresql://a,b/app"_s, u"a,b||app|||"_s);
    row("ipv6", u"postgresql://bob@[::1]:5433/app"_s, u"::1|5433|app|bob||"_s);
    row("ipv6 without a port", u"postgresql://[fe80::1]/app"_s, u"fe80::1||app|||"_s);
    row("query without a path", u"postgresql://h?dbname=app&sslmode=verify-full"_s, u"h||app|||verify-full"_s);
    row("at sign in the query", u"postgresql://h:1/app?user=a@b"_s, u"h|1|app|a@b||"_s);
    row("a framework's own settings", u"postgresql://h/app?pool_size=5&schema=x&connection_limit=1"_s, u"h||app|||"_s);
    row("spaces around", u"  postgresql://h/app \n"_s, u"h||app|||"_s);
    row("pairs", u"host=h port=5432 dbname=app user=bob password=pw sslmode=disable"_s, u"h|5432|app|bob|pw|disable"_s);
    row("pairs with quotes", uR"(host = h  password='it\'s a \\ "pw"' user= 'b b')"_s, uR"(h|||b b|it's a \ "pw"|)"_s);
    row("pairs with escapes", uR"(password=a\ b host=h)"_s, u"h||||a b|"_s);
    row("pairs with a url inside", u"host=h password=x://y"_s, u"h||||x://y|"_s);
    row("pairs with an empty quoted value", u"host='' user=bob"_s, u"|||bob||"_s);
}

void TestConnectionString::understood()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto settings = postgres::parseConnectionString(text);
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().message));
    QCOMPARE(inOneLine(*settings), expected);
}

void TestConnectionString::otherKeywords()
{
    const auto settings = postgres::parseConnectionString(
        u"postgresql://h/app?sslrootcert=/a%20b/ca.crt&sslcert=c&sslkey=k&service=s&sslpassword=p%20q&channel_binding=require&options=-c%20x%3D1"_s);
    QVERIFY(settings);
    QCOMPARE(settings->sslRootCert, u"/a b/ca.crt"_s);
    QCOMPARE(settings->sslCert, u"c"_s);
    QCOMPARE(settings->sslKey, u"k"_s);
    QCOMPARE(settings->service, u"s"_s);
    const QMap<QString, QString> more{
        {u"channel_binding"_s, u"require"_s}, {u"options"_s, u"-c x=1"_s}, {u"sslpassword"_s, u"p q"_s}};
    QCOMPARE(settings->more, more);
}

void TestConnectionString::refused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named"); ///< what the message must name
    const auto row = [](const char *name, const QString &text, const QString &named) {
        QTest::newRow(name) << text << named;
    };
    row("empty", u"  "_s, u"empty"_s);
    row("a bare word", u"hunter2"_s, u"neither"_s);
    row("another database", u"mysql://bob:hunter2@h/app"_s, u"another kind"_s);
    row("bad percent sign in the password", u"postgresql://bob:hunter2%zz@h/app"_s, u"password"_s);
    row("percent sign at the end", u"postgresql://bob:hunter2%@h/app"_s, u"password"_s);
    row("zero byte", u"postgresql://bob:hunter2%00@h/app"_s, u"password"_s);
    row("not utf-8", u"postgresql://bob:hunter2%ff@h/app"_s, u"password"_s);
    row("bad percent sign in the database", u"postgresql://bob:hunter2@h/a%1"_s, u"database name"_s);
    row("port is no number", u"postgresql://bob:hunter2@h:port/app"_s, u"port"_s);
    row("port too large", u"postgresql://bob:hunter2@h:65536/app"_s, u"65536"_s);
    row("open bracket", u"postgresql://bob:hunter2@[::1/app"_s, u"]"_s);
    row("unknown mode", u"postgresql://bob:hunter2@h/app?sslmode=always"_s, u"always"_s);
    row("misspelt keyword", u"postgresql://bob:hunter2@h/app?sslmod=require"_s, u"sslmod"_s);
    row("query without =", u"postgresql://bob:hunter2@h/app?verbose"_s, u"="_s);
    row("slash in the password", u"postgresql://bob:hunter2/x@h/app"_s, u"%2F"_s);
    row("question mark in the password", u"postgresql://bob:hunter2?x@h/app"_s, u"%3F"_s);
    row("question mark and more in the password", u"postgresql://bob:x?hunter2@h/app"_s, u"%3F"_s);
    row("pairs: quote not closed", u"host=h password='hunter2"_s, u"quote"_s);
    row("pairs: misspelt keyword", u"hots=h"_s, u"hots"_s);
    row("pairs: spaces in the password", u"host=h password=my hunter2 user=bob"_s, u"quotes"_s);
    row("pairs: an equals sign after it", u"host=h password=my hunter2=x user=bob"_s, u"quotes"_s);
    row("pairs: no =", u"host=h dbname"_s, u"dbname"_s);
    row("pairs: port", u"host=h port=0 password=hunter2"_s, u"port"_s);
}

void TestConnectionString::refused()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto settings = postgres::parseConnectionString(text);
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, u"bad-connection-string"_s);
    QVERIFY2(settings.error().message.contains(named), qPrintable(settings.error().message));
    const QString all = settings.error().message + settings.error().detail;
    QVERIFY2(!all.contains(u"hunter2"_s), qPrintable(all));
    QVERIFY2(!all.contains(u"%1"_s), qPrintable(all));
}

void TestConnectionString::description_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::addRow("everything") << u"postgresql://bob:pw@h:5433/app"_s << u"bob@h:5433/app"_s;
    QTest::addRow("a service") << u"service=live user=bob"_s << u"bob@service live"_s;
    QTest::addRow("a socket") << u"host=/run/postgresql dbname=app"_s << u"/run/postgresql/app"_s;
}

void TestConnectionString::description()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto settings = postgres::parseConnectionString(text);
    QVERIFY(settings);
    QCOMPARE(settings->describe(), expected);
}

QTEST_GUILESS_MAIN(TestConnectionString)
#include "tst_connectionstring.moc"
