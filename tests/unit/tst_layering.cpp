// SPDX-License-Identifier: MIT
// The direction of dependencies (HACKING.md), held by the #include lines themselves: linking alone does not prove it,
// because headers of other libraries are often found by accident.

#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

struct Include
{
    QString file; ///< below app/
    QString header;
};

/// What each folder may include of the others, besides itself.
const QHash<QString, QSet<QString>> &allowed()
{
    static const QHash<QString, QSet<QString>> table = {
        {u"base"_s, {}},
        {u"schema"_s, {u"base"_s}},
        {u"sqlite"_s, {u"schema"_s, u"base"_s}},
        {u"postgres"_s, {u"schema"_s, u"base"_s}},
        {u"browse"_s, {u"postgres"_s, u"schema"_s, u"base"_s}},
        {u"profiles"_s, {u"schema"_s, u"base"_s}},
        {u"migration"_s, {u"sqlite"_s, u"postgres"_s, u"profiles"_s, u"schema"_s, u"base"_s}},
        // The command line offers the server, the doctor and the profiles as commands of their own.
        {u"cli"_s, {u"migration"_s, u"postgres"_s, u"profiles"_s, u"schema"_s, u"base"_s}},
    };
    return table;
}

QString headerOf(const QString &line)
{
    const QString text = line.simplified().remove(u' ');
    if (!text.startsWith(u"#include"))
        return {};
    return text.mid(9, text.lastIndexOf(text.at(8) == u'<' ? u'>' : u'"') - 9);
}

QList<Include> includesBelow(const QString &root)
{
    QList<Include> found;
    QDirIterator files(root, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("A source file cannot be read.");
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (const QString &line : lines) {
            if (const QString header = headerOf(line); !header.isEmpty())
                found.append({QDir(root).relativeFilePath(file.fileName()), header});
        }
    }
    return found;
}

QString folderOf(const QString &path)
{
    return path.section(u'/', 0, 0);
}

/// The folders of migration/ in their order: each knows those before it.
const QStringList &stagesOfMigration()
{
    static const QStringList stages = {u"plan"_s, u"transfer"_s, u"journal"_s, u"run"_s};
    return stages;
}

/// -1: not below migration/.
qsizetype stageOf(const QString &path)
{
    return folderOf(path) == u"migration" ? stagesOfMigration().indexOf(path.section(u'/', 1, 1)) : -1;
}

/// Why `include` is against the rules; empty if it is not.
QString fault(const Include &include)
{
    const QString from = folderOf(include.file);
    if (!allowed().contains(from))
        return u"the folder has no place in the table"_s;
    const QString to = folderOf(include.header);
    if (include.header.contains(u'/') && allowed().contains(to) && to != from && !allowed()[from].contains(to))
        return u"%1 may not know %2"_s.arg(from, to);
    if (from == u"migration" && stageOf(include.file) < stageOf(include.header))
        return u"%1 comes before %2"_s.arg(include.file.section(u'/', 1, 1), include.header.section(u'/', 1, 1));
    if (include.header == u"libpq-fe.h" && from != u"postgres")
        return u"only postgres speaks to libpq"_s;
    if (include.header == u"sqlite3.h" && from != u"sqlite")
        return u"only sqlite speaks to the SQLite library"_s;
    if (include.header.startsWith(u"CLI/") && from != u"cli")
        return u"only cli parses command lines"_s;
    for (const auto *module : {"QtGui", "QtWidgets", "QtQuick", "QtQml", "ui/"}) {
        if (include.header.startsWith(QLatin1String(module)))
            return u"the engine knows no screen"_s;
    }
    for (const auto *type : {"QApplication", "QGuiApplication", "QWidget", "QDialog", "QMessageBox", "QIcon", "QPixmap",
                             "QImage", "QColor"}) {
        if (include.header == QLatin1String(type))
            return u"the engine knows no screen"_s;
    }
    const bool data = include.header.startsWith(u"QSql") || include.header.startsWith(u"QFile") ||
                      include.header.startsWith(u"QDir") || include.header.startsWith(u"QTcp") ||
                      include.header.startsWith(u"QNetwork") || include.header == u"QProcess";
    if (from == u"schema" && data)
        return u"schema does no input or output"_s;
    if (from == u"base" && (include.header.startsWith(u"QSql") || include.header.startsWith(u"QtSql") ||
                            include.header.startsWith(u"QTcp")))
        return u"base knows only Qt Core"_s;
    return {};
}

/// The same for the folders of ui/: those of ui/ and of app/. Files of ui/ itself put everything together.
const QHash<QString, QSet<QString>> &allowedInWindow()
{
    static const QHash<QString, QSet<QString>> table = {
        {u"style"_s, {}},
        {u"widgets"_s, {u"ui/style"_s}},
        {u"session"_s, {u"migration"_s, u"browse"_s, u"postgres"_s, u"profiles"_s, u"schema"_s, u"base"_s}},
        {u"models"_s,
         {u"ui/session"_s, u"ui/widgets"_s, u"ui/style"_s, u"migration"_s, u"profiles"_s, u"schema"_s, u"base"_s}},
        {u"browse"_s,
         {u"ui/models"_s, u"ui/session"_s, u"ui/widgets"_s, u"ui/style"_s, u"browse"_s, u"migration"_s, u"schema"_s,
          u"base"_s}},
        {u"pages"_s,
         {u"ui/models"_s, u"ui/session"_s, u"ui/widgets"_s, u"ui/style"_s, u"migration"_s, u"profiles"_s, u"schema"_s,
          u"base"_s}},
    };
    return table;
}

QString faultInWindow(const Include &include)
{
    if (!include.file.contains(u'/'))
        return {};
    const QString from = folderOf(include.file);
    if (!allowedInWindow().contains(from))
        return u"the folder has no place in the table"_s;
    const bool own = include.header.startsWith(u"ui/");
    const QString to = own ? include.header.section(u'/', 0, 1) : folderOf(include.header);
    const bool known = own || (include.header.contains(u'/') && allowed().contains(to));
    if (known && to != u"ui/"_s + from && !allowedInWindow()[from].contains(to))
        return u"%1 may not know %2"_s.arg(from, to);
    if (include.header == u"libpq-fe.h" || include.header == u"sqlite3.h")
        return u"the window speaks to no database"_s;
    return {};
}

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIncludePointsDown();
    void everyIncludeOfTheWindowPointsDown();
    void everyFolderIsThere();
    void faultsAreSeen_data();
    void faultsAreSeen();
};

void TestLayering::everyIncludePointsDown()
{
    const QList<Include> includes = includesBelow(QStringLiteral(CUTOVER_SOURCE_DIR "/app"));
    QVERIFY(includes.size() > 100);
    QStringList faults;
    for (const Include &include : includes) {
        if (const QString reason = fault(include); !reason.isEmpty())
            faults += u"%1 includes %2: %3"_s.arg(include.file, include.header, reason);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestLayering::everyIncludeOfTheWindowPointsDown()
{
    const QList<Include> includes = includesBelow(QStringLiteral(CUTOVER_SOURCE_DIR "/ui"));
    QVERIFY(includes.size() > 100);
    QStringList faults;
    for (const Include &include : includes) {
        if (const QString reason = faultInWindow(include); !reason.isEmpty())
            faults += u"ui/%1 includes %2: %3"_s.arg(include.file, include.header, reason);
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(!faultInWindow({u"pages/a.cpp"_s, u"postgres/settings.h"_s}).isEmpty());
    QVERIFY(!faultInWindow({u"session/a.cpp"_s, u"ui/pages/wizard.h"_s}).isEmpty());
    QVERIFY(!faultInWindow({u"widgets/a.cpp"_s, u"migration/report.h"_s}).isEmpty());
}

/// A folder that nobody reads would pass every rule.
void TestLayering::everyFolderIsThere()
{
    QStringList folders = QDir(QStringLiteral(CUTOVER_SOURCE_DIR "/app")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QStringList known = allowed().keys();
    folders.sort();
    known.sort();
    QCOMPARE(folders, known);
    QStringList stages =
        QDir(QStringLiteral(CUTOVER_SOURCE_DIR "/app/migration")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QStringList order = stagesOfMigration();
    stages.sort();
    order.sort();
    QCOMPARE(stages, order);
}

void TestLayering::faultsAreSeen_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("wrong");
    QTest::addRow("postgres knows sqlite") << u"postgres/x.cpp"_s << u"#include \"sqlite/database.h\""_s << true;
    QTest::addRow("sqlite knows postgres") << u"sqlite/x.cpp"_s << u"#include \"postgres/connection.h\""_s << true;
    QTest::addRow("schema knows sqlite") << u"schema/x.h"_s << u"#include \"sqlite/database.h\""_s << true;
    QTest::addRow("migration knows cli") << u"migration/x.h"_s << u"#include \"cli/text.h\""_s << true;
    QTest::addRow("a plan knows its run") << u"migration/plan/x.cpp"_s << u"#include \"migration/run/run.h\""_s << true;
    QTest::addRow("a run knows its plan")
        << u"migration/run/x.cpp"_s << u"#include \"migration/plan/plan.h\""_s << false;
    QTest::addRow("libpq outside") << u"migration/x.cpp"_s << u"#include <libpq-fe.h>"_s << true;
    QTest::addRow("sqlite3 outside") << u"migration/x.cpp"_s << u"# include <sqlite3.h>"_s << true;
    QTest::addRow("widgets") << u"cli/x.cpp"_s << u"#include <QtWidgets/QWidget>"_s << true;
    QTest::addRow("widgets by class") << u"cli/x.cpp"_s << u"#include <QMessageBox>"_s << true;
    QTest::addRow("schema reads files") << u"schema/x.cpp"_s << u"#include <QFile>"_s << true;
    QTest::addRow("new folder") << u"misc/x.cpp"_s << u"#include <QString>"_s << true;
    QTest::addRow("migration knows both") << u"migration/x.cpp"_s << u"#include \"sqlite/database.h\""_s << false;
    QTest::addRow("own folder") << u"sqlite/x.cpp"_s << u"#include \"sqlite/database.h\""_s << false;
    QTest::addRow("libpq in its place") << u"postgres/x.cpp"_s << u"#include <libpq-fe.h>"_s << false;
    QTest::addRow("files in sqlite") << u"sqlite/x.cpp"_s << u"#include <QFile>"_s << false;
}

void TestLayering::faultsAreSeen()
{
    QFETCH(const QString, file);
    QFETCH(const QString, line);
    QFETCH(const bool, wrong);
    const QString header = headerOf(line);
    QVERIFY(!header.isEmpty());
    QCOMPARE(!fault({file, header}).isEmpty(), wrong);
}

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
