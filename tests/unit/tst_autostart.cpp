// SPDX-License-Identifier: MIT
#include "postgres/autostart.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using postgres::Autostart;

class TestAutostart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unit();
    void oddNames();
    void onAndOff();
};

void TestAutostart::unit()
{
    const QString unit = Autostart(u"/opt/cutover/bin/cutover-cli"_s, u"/home/ann/data"_s).unit();
    QVERIFY(unit.contains(u"\nExecStart=\"/opt/cutover/bin/cutover-cli\" server start\n"));
    QVERIFY(unit.contains(u"\nExecStop=\"/opt/cutover/bin/cutover-cli\" server stop\n"));
    QVERIFY(unit.contains(u"\nEnvironment=\"CUTOVER_DATA_DIR=/home/ann/data\"\n"));
    QVERIFY(unit.contains(u"\nWantedBy=default.target\n"));
}

/// systemd reads %, $, " and \ in its own way.
void TestAutostart::oddNames()
{
    const QString unit = Autostart(u"/opt/100% \"c\"/$x/cutover-cli"_s, u"/home/a\\b/50%$"_s).unit();
    QVERIFY2(unit.contains(u"ExecStart=\"/opt/100%% \\\"c\\\"/$$x/cutover-cli\" server start"), qPrintable(unit));
    QVERIFY2(unit.contains(u"Environment=\"CUTOVER_DATA_DIR=/home/a\\\\b/50%%$\""), qPrintable(unit));
}

void TestAutostart::onAndOff()
{
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home.path()));
    const Autostart autostart(u"/opt/cutover-cli"_s, u"/data"_s);
    const QString file = home.filePath(u"systemd/user/cutover-server.service"_s);
    const QString link = home.filePath(u"systemd/user/default.target.wants/cutover-server.service"_s);
    QVERIFY(!autostart.isOn());
    QVERIFY(autostart.set(false));
    QVERIFY(!QFileInfo::exists(home.filePath(u"systemd"_s)));
    for (int i = 0; i < 2; ++i) { // the second time it is on already
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QCOMPARE(QFileInfo(link).symLinkTarget(), file);
    }
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(written.readAll()), autostart.unit());
    QVERIFY(autostart.set(false));
    QVERIFY(!autostart.isOn());
    QVERIFY(!QFileInfo::exists(file) && !QFileInfo(link).isSymLink());
}

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
