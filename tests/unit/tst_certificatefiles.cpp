// SPDX-License-Identifier: MIT
#include "postgres/certificatefiles.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using State = postgres::FileFinding::State;

namespace {

QString dataFile(const QString &name)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/tls/") + name;
}

/// A copy of the server's key that only its owner may read.
QString closedKey(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(u"server.key"_s);
    if (!QFile::exists(path) && !QFile::copy(dataFile(u"server.key"_s), path))
        qFatal("The key could not be copied.");
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    return path;
}

} // namespace

class TestCertificateFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingNamed();
    void authority_data();
    void authority();
    void key_data();
    void key();
    void keyOpenToOthers();
};

void TestCertificateFiles::nothingNamed()
{
    const auto findings = postgres::examineCertificateFiles({});
    for (const auto &finding : {findings.authority, findings.certificate, findings.key}) {
        QCOMPARE(finding.state, State::NoFile);
        QVERIFY(finding.message.isEmpty());
    }
}

void TestCertificateFiles::authority_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("words");
    QTest::addRow("authority") << dataFile(u"authority.crt"_s) << State::Usable << u"“Cutover test authority”"_s;
    QTest::addRow("key") << dataFile(u"server.key"_s) << State::Unusable << u"a private key"_s;
    QTest::addRow("something else") << QStringLiteral(CUTOVER_SOURCE_DIR "/LICENSE") << State::Unusable
                                    << u"holds no certificate"_s;
    QTest::addRow("missing") << u"/nowhere/ca.crt"_s << State::Unusable << u"no such file"_s;
    QTest::addRow("folder") << u"/tmp"_s << State::Unusable << u"no such file"_s;
    QTest::addRow("expired") << dataFile(u"expired.crt"_s) << State::Unusable << u"has expired: it was valid until"_s;
}

void TestCertificateFiles::authority()
{
    QFETCH(const QString, path);
    QFETCH(const State, state);
    QFETCH(const QString, words);
    postgres::Settings settings;
    settings.sslRootCert = path;
    const auto finding = postgres::examineCertificateFiles(settings).authority;
    QCOMPARE(finding.state, state);
    QVERIFY2(finding.message.contains(words) && finding.message.endsWith(u'.'), qPrintable(finding.message));
}

void TestCertificateFiles::key_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key"); ///< empty: the server's, closed to others
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("words");
    const QString own = dataFile(u"server.crt"_s);
    QTest::addRow("match") << own << QString() << State::Usable << u"Belongs to the certificate"_s;
    QTest::addRow("mismatch") << dataFile(u"authority.crt"_s) << QString() << State::Unusable << u"does not belong"_s;
    QTest::addRow("alone") << QString() << QString() << State::Doubtful << u"choose that too"_s;
    QTest::addRow("certificate") << own << own << State::Unusable << u"no private key"_s;
    QTest::addRow("protected") << own << dataFile(u"protected.key"_s) << State::Unusable << u"passphrase"_s;
    QTest::addRow("missing") << own << u"/nowhere/x.key"_s << State::Unusable << u"no such file"_s;
}

void TestCertificateFiles::key()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, key);
    QFETCH(const State, state);
    QFETCH(const QString, words);
    const QTemporaryDir folder;
    postgres::Settings settings;
    settings.sslCert = certificate;
    settings.sslKey = key.isEmpty() ? closedKey(folder) : key;
    const auto finding = postgres::examineCertificateFiles(settings).key;
    QVERIFY2(finding.message.contains(words) && finding.message.endsWith(u'.'), qPrintable(finding.message));
    QCOMPARE(finding.state, state);
}

void TestCertificateFiles::keyOpenToOthers()
{
    const QTemporaryDir folder;
    postgres::Settings settings;
    settings.sslCert = dataFile(u"server.crt"_s);
    settings.sslKey = closedKey(folder);
    QFile::setPermissions(settings.sslKey, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const auto finding = postgres::examineCertificateFiles(settings).key;
    QCOMPARE(finding.state, State::Doubtful);
    QVERIFY(finding.message.contains(u"Other users"));
}

QTEST_GUILESS_MAIN(TestCertificateFiles)
#include "tst_certificatefiles.moc"
