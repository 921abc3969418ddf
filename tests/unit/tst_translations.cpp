// SPDX-License-Identifier: MIT
// The files with the texts: complete, filed where the programs look for them, and faithful to the English texts.
#include "translations/translations.h"

#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList places; ///< files of the sources that have it, as the .ts file names them
    QStringList forms;  ///< more than one where it counts something
    bool counts = false;
    bool finished = true;
};

QString told(const Message &message)
{
    constexpr int enough = 60;
    return message.context + u": "_s + message.source.left(enough);
}

/// The first of them: what a test says is cut off where it gets long.
QByteArray listed(const QStringList &faults)
{
    constexpr int shown = 8;
    return QString(QString::number(faults.size()) + u":\n"_s + faults.mid(0, shown).join(u'\n')).toUtf8();
}

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.finished = xml.attributes().value("type"_L1).isEmpty();
    if (!message.counts) {
        message.forms = {xml.readElementText()};
        return;
    }
    while (xml.readNextStartElement())
        message.forms += xml.readElementText();
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{.context = context, .counts = xml.attributes().value("numerus"_L1) == u"yes"};
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            readTranslation(xml, message);
        } else {
            if (xml.name() == u"location")
                message.places += xml.attributes().value("filename"_L1).toString();
            xml.skipCurrentElement();
        }
    }
    return message;
}

QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("A file with texts cannot be read.");
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages += readMessage(xml, context);
    }
    if (xml.hasError() || messages.isEmpty())
        qFatal("A file with texts is not understood.");
    return messages;
}

QString fileOf(const QString &language)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/translations/cutover_%1.ts").arg(language);
}

/// The folders that speak `language`: the command line speaks English only.
QStringList foldersFor(const QString &language)
{
    if (language == u"en")
        return {u"app"_s, u"ui"_s};
    QStringList folders{u"ui"_s};
    const QDir app(QStringLiteral(CUTOVER_SOURCE_DIR "/app"));
    for (const QString &name : app.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (name != u"cli")
            folders += u"app/"_s + name;
    }
    return folders;
}

/// The file of `language` as it would be if it were brought up to date with the sources now; the original stays as it
/// is.
QList<Message> updated(const QString &language)
{
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QFileInfo(fileOf(language)).fileName());
    if (!QFile::copy(fileOf(language), copy))
        qFatal("A file with texts cannot be copied.");
    QStringList arguments{u"-silent"_s, u"-locations"_s, u"absolute"_s, u"-no-obsolete"_s,
                          u"-I"_s,      u"."_s,          u"-I"_s,       u"app"_s};
    if (language == u"en")
        arguments += u"-pluralonly"_s;
    arguments += foldersFor(language) + QStringList{u"-ts"_s, copy};
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(CUTOVER_SOURCE_DIR));
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(CUTOVER_LUPDATE), arguments);
    if (!lupdate.waitForFinished() || lupdate.exitStatus() != QProcess::NormalExit || lupdate.exitCode() != 0)
        qFatal("lupdate failed: %s", lupdate.readAll().constData());
    QList<Message> messages = readMessages(copy);
    const QDir root(QStringLiteral(CUTOVER_SOURCE_DIR));
    for (Message &message : messages) {
        for (QString &place : message.places)
            place = root.relativeFilePath(QDir::cleanPath(folder.filePath(place)));
    }
    return messages;
}

/// Names below ui/ that a tr() looks under: those of classes, and what is said to be one.
QSet<QString> speakingClasses()
{
    static const QRegularExpression speaking(
        u"class (\\w+)[^;{]*\\{\\s*Q_OBJECT|Q_DECLARE_TR_FUNCTIONS\\(ui::(\\w+)\\)"_s);
    QSet<QString> classes;
    QDirIterator files(QStringLiteral(CUTOVER_SOURCE_DIR "/ui"), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("A source file cannot be read.");
        QRegularExpressionMatchIterator matches = speaking.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            classes += u"ui::"_s + match.captured(match.lastCapturedIndex());
        }
    }
    return classes;
}

/// Whether a text at `place` is looked for under `context` when the program runs: in the engine it is the folder's
/// name. lupdate thinks otherwise of a tr() of ours that is called in a member, or in a function whose type is of
/// another namespace.
bool isLookedForThere(const QString &place, const QString &context, const QSet<QString> &classes)
{
    if (place.startsWith(u"app/"))
        return context == place.section(u'/', 1, 1);
    if (place == u"ui/main.cpp")
        return context == u"main";
    return context == u"ui" || classes.contains(context);
}

QSet<QString> contextsOf(const QList<Message> &messages)
{
    QSet<QString> contexts;
    for (const Message &message : messages)
        contexts += message.context;
    return contexts;
}

QStringList matchesOf(const QRegularExpression &pattern, const QString &text)
{
    QStringList found;
    QRegularExpressionMatchIterator matches = pattern.globalMatch(text);
    while (matches.hasNext())
        found += matches.next().captured();
    found.sort();
    return found;
}

QStringList placeMarkers(const QString &text)
{
    static const QRegularExpression marker(u"%L?(\\d{1,2}|n)"_s);
    QStringList markers = matchesOf(marker, text);
    markers.removeDuplicates();
    return markers;
}

qsizetype mnemonics(const QString &text)
{
    static const QRegularExpression mnemonic(u"&\\w"_s);
    return matchesOf(mnemonic, text).size();
}

/// Its last characters that are no part of a sentence: "." or ": " or none.
QString ending(const QString &text)
{
    static const QRegularExpression marks(u"[.:;,?!…\\s]*$"_s);
    return marks.match(text).captured().remove(QChar::Nbsp);
}

/// What is wrong with one form of a translated text; empty if nothing is.
QString fault(const Message &message, const QString &form)
{
    if (form.trimmed().isEmpty())
        return u"a form is missing"_s;
    if (placeMarkers(form) != placeMarkers(message.source))
        return u"the place markers differ"_s;
    if (mnemonics(form) != mnemonics(message.source))
        return u"the mnemonics differ"_s;
    if (ending(form) != ending(message.source))
        return u"the ending differs"_s;
    if (form.front().isSpace() != message.source.front().isSpace())
        return u"the beginning differs"_s;
    return {};
}

} // namespace

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsMissing_data();
    void nothingIsMissing();
    void everyTextIsWhereItIsLookedFor();
    void contextsAreThoseOfTheSources();
    void textsAreFaithful_data();
    void textsAreFaithful();
    void germanQuotationMarksArePaired();
    void languagesAreThere();
    void speaksTheLanguage_data();
    void speaksTheLanguage();
    void aLanguageThatIsNotThereIsEnglish();
};

void TranslationsTest::nothingIsMissing_data()
{
    QTest::addColumn<QString>("language");
    QTest::addRow("German") << u"de"_s;
    QTest::addRow("plural forms of English") << u"en"_s;
}

void TranslationsTest::nothingIsMissing()
{
    QFETCH(QString, language);
    QStringList missing;
    for (const Message &message : updated(language)) {
        if (!message.finished)
            missing += told(message);
    }
    QVERIFY2(missing.isEmpty(), listed(missing).constData());
}

void TranslationsTest::everyTextIsWhereItIsLookedFor()
{
    const QSet<QString> classes = speakingClasses();
    QVERIFY(classes.contains(u"ui::Window"_s));
    QStringList astray;
    for (const Message &message : updated(u"de"_s)) {
        QVERIFY2(!message.places.isEmpty(), qUtf8Printable(told(message)));
        for (const QString &place : message.places) {
            if (!isLookedForThere(place, message.context, classes))
                astray += place + u": "_s + told(message);
        }
    }
    QVERIFY2(astray.isEmpty(), listed(astray).constData());
}

void TranslationsTest::contextsAreThoseOfTheSources()
{
    const QSet<QString> contexts = contextsOf(readMessages(fileOf(u"de"_s)));
    const QSet<QString> gone = contexts - contextsOf(updated(u"de"_s));
    QVERIFY2(gone.isEmpty(), qUtf8Printable(gone.values().join(u' ')));
    QVERIFY(!contexts.contains(u"cli"_s)); // speaks English only
    for (const QString &engine : {u"migration"_s, u"postgres"_s, u"sqlite"_s, u"profiles"_s})
        QVERIFY2(contexts.contains(engine), qUtf8Printable(engine));
}

void TranslationsTest::textsAreFaithful_data()
{
    nothingIsMissing_data();
}

void TranslationsTest::textsAreFaithful()
{
    QFETCH(QString, language);
    constexpr int forms = 2; // one, more
    QStringList faults;
    for (const Message &message : readMessages(fileOf(language))) {
        if (!message.finished)
            continue;
        if (message.forms.size() != (message.counts ? forms : 1))
            faults += told(message) + u": the number of its forms"_s;
        for (const QString &form : message.forms) {
            if (const QString wrong = fault(message, form); !wrong.isEmpty())
                faults += told(message) + u": "_s + wrong;
        }
    }
    QVERIFY2(faults.isEmpty(), listed(faults).constData());
}

void TranslationsTest::germanQuotationMarksArePaired()
{
    QStringList faults;
    for (const Message &message : readMessages(fileOf(u"de"_s))) {
        for (const QString &form : message.forms) {
            if (form.count(u'„') != form.count(u'“') || form.contains(u'”') || form.contains(u'"'))
                faults += form;
        }
    }
    QVERIFY2(faults.isEmpty(), listed(faults).constData());
}

void TranslationsTest::languagesAreThere()
{
    const QStringList languages = translations::languages();
    QVERIFY(languages.contains(u"en"_s));
    QVERIFY(languages.contains(u"de"_s));
}

void TranslationsTest::speaksTheLanguage_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("numbers");
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("two");
    QTest::addColumn<QString>("thousand");
    QTest::addRow("German") << QLocale(u"de"_s) << u"ganze Zahlen"_s << u"1 Creator"_s << u"2 Creators"_s << u"1.000"_s;
    QTest::addRow("German of Switzerland")
        << QLocale(u"de_CH"_s) << u"ganze Zahlen"_s << u"1 Creator"_s << u"2 Creators"_s << u"1’000"_s;
    QTest::addRow("English after German")
        << QLocale(u"en_GB"_s) << u"whole numbers"_s << u"1 creator"_s << u"2 creators"_s << u"1,000"_s;
}

void TranslationsTest::speaksTheLanguage()
{
    QFETCH(QLocale, locale);
    translations::use(locale);
    QTEST(QCoreApplication::translate("migration", "whole numbers"), "numbers");
    QTEST(QCoreApplication::translate("ui::SourceModel", "%n creator(s)", nullptr, 1), "one");
    QTEST(QCoreApplication::translate("ui::SourceModel", "%n creator(s)", nullptr, 2), "two");
    QTEST(QLocale().toString(1000), "thousand");
}

void TranslationsTest::aLanguageThatIsNotThereIsEnglish()
{
    translations::use(QLocale(u"de"_s));
    const QLocale absent(u"la"_s);
    QVERIFY(!translations::languages().contains(QLocale::languageToCode(absent.language())));
    translations::use(absent);
    QCOMPARE(QCoreApplication::translate("migration", "whole numbers"), u"whole numbers"_s);
    QCOMPARE(QCoreApplication::translate("ui::SourceModel", "%n creator(s)", nullptr, 2), u"2 creators"_s);
    QCOMPARE(QLocale().language(), QLocale::English);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
