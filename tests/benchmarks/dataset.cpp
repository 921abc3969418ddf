// SPDX-License-Identifier: MIT
#include "benchmarks/dataset.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <array>
#include <functional>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

constexpr const char *schemaSql = R"(
CREATE TABLE accounts (id INTEGER NOT NULL, username VARCHAR NOT NULL, "displayName" VARCHAR, "createdAt" DATETIME,
    subscribed BOOLEAN, stats JSON, PRIMARY KEY (id));
CREATE TABLE media (id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, mimetype VARCHAR, location VARCHAR, size BIGINT,
    duration FLOAT, "createdAt" DATETIME, downloaded BOOLEAN, meta JSON, PRIMARY KEY (id),
    FOREIGN KEY ("accountId") REFERENCES accounts (id));
CREATE TABLE posts (id INTEGER NOT NULL, "accountId" INTEGER NOT NULL, content TEXT, "createdAt" DATETIME,
    published DATE, pinned BOOLEAN, PRIMARY KEY (id), FOREIGN KEY ("accountId") REFERENCES accounts (id));
CREATE TABLE attachments (id INTEGER NOT NULL, "postId" BIGINT NOT NULL, "mediaId" BIGINT NOT NULL, pos INTEGER,
    kind VARCHAR, PRIMARY KEY (id), FOREIGN KEY ("postId") REFERENCES posts (id),
    FOREIGN KEY ("mediaId") REFERENCES media (id));
CREATE TABLE messages (id INTEGER NOT NULL, "senderId" BIGINT, content TEXT NOT NULL, "sentAt" DATETIME,
    "deletedAt" DATETIME, read BOOLEAN, PRIMARY KEY (id), FOREIGN KEY ("senderId") REFERENCES accounts (id));
CREATE TABLE hashtags (id INTEGER NOT NULL, value VARCHAR, uses BIGINT, PRIMARY KEY (id));
)";

constexpr const char *indexSql = R"(
CREATE UNIQUE INDEX ux_accounts_username ON accounts (username);
CREATE INDEX ix_media_account ON media ("accountId");
CREATE INDEX ix_media_created ON media ("createdAt");
CREATE INDEX ix_media_location ON media (location);
CREATE INDEX ix_posts_account ON posts ("accountId");
CREATE INDEX ix_posts_created ON posts ("createdAt");
CREATE INDEX ix_attachments_post ON attachments ("postId");
CREATE INDEX ix_attachments_media ON attachments ("mediaId");
CREATE INDEX ix_messages_sender ON messages ("senderId");
CREATE INDEX ix_messages_sent ON messages ("sentAt");
CREATE INDEX ix_hashtags_value ON hashtags (value);
)";

[[noreturn]] void giveUp(sqlite3 *handle, const QString &file)
{
    qFatal("%s: %s", qPrintable(file), sqlite3_errmsg(handle));
}

/// xorshift64*: the same numbers on every machine.
class Dice
{
public:
    quint64 next()
    {
        m_state ^= m_state >> 12;
        m_state ^= m_state << 25;
        m_state ^= m_state >> 27;
        return m_state * 0x2545F4914F6CDD1DU;
    }
    qint64 below(qint64 limit) { return static_cast<qint64>((next() >> 1) % static_cast<quint64>(limit)); }
    bool oneIn(qint64 chances) { return below(chances) == 0; }

private:
    quint64 m_state = 0x9E3779B97F4A7C15U;
};

struct Sizes
{
    qint64 accounts;
    qint64 media;
    qint64 posts;
    qint64 attachments;
    qint64 messages;
    qint64 hashtags;
};

Sizes sizesOf(qint64 rows)
{
    const qint64 part = rows / 100;
    const Sizes sizes{part * 2, part * 27, part * 21, part * 28, part * 20, 0};
    return {sizes.accounts, sizes.media,
            sizes.posts,    sizes.attachments,
            sizes.messages, rows - sizes.accounts - sizes.media - sizes.posts - sizes.attachments - sizes.messages};
}

/// Ids as a service gives them: 64 bits, growing with gaps, the same for the same number.
qint64 idOf(qint64 number)
{
    return 300'000'000'000'000'000 + number * 41'943'041 + (number * 7919) % 40'000'000;
}

class Writer
{
public:
    explicit Writer(const QString &file) : m_file(file)
    {
        if (sqlite3_open(QFile::encodeName(file).constData(), &m_handle) != SQLITE_OK)
            giveUp(m_handle, file);
        run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
    }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    ~Writer() { sqlite3_close(m_handle); }

    void run(const char *sql)
    {
        if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            giveUp(m_handle, m_file);
    }

    void begin(const char *insert)
    {
        run("BEGIN");
        if (sqlite3_prepare_v2(m_handle, insert, -1, &m_insert, nullptr) != SQLITE_OK)
            giveUp(m_handle, m_file);
    }
    Writer &integer(qint64 value)
    {
        sqlite3_bind_int64(m_insert, ++m_column, value);
        return *this;
    }
    Writer &real(double value)
    {
        sqlite3_bind_double(m_insert, ++m_column, value);
        return *this;
    }
    Writer &text(std::string_view value)
    {
        sqlite3_bind_text(m_insert, ++m_column, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Writer &bytes(const QByteArray &value)
    {
        sqlite3_bind_blob(m_insert, ++m_column, value.constData(), static_cast<int>(value.size()), SQLITE_STATIC);
        return *this;
    }
    Writer &null()
    {
        sqlite3_bind_null(m_insert, ++m_column);
        return *this;
    }
    void row()
    {
        if (sqlite3_step(m_insert) != SQLITE_DONE)
            giveUp(m_handle, m_file);
        sqlite3_reset(m_insert);
        m_column = 0;
    }
    void end()
    {
        sqlite3_finalize(m_insert);
        run("COMMIT");
    }

private:
    QString m_file;
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    int m_column = 0;
};

/// Texts of many lengths, a few of them with more than ASCII.
void putWords(std::string &text, Dice &dice, qint64 most)
{
    static constexpr std::array<std::string_view, 24> words{
        "morning", "light",  "the",   "new",  "photo", "from", "yesterday", "evening", "thank", "you", "all",  "for",
        "your",    "lovely", "words", "soon", "more",  "of",   "this",      "set",     "café",  "ß",   "日本", "🙂"};
    for (qint64 count = 1 + dice.below(most); count > 0; --count) {
        const auto common = static_cast<size_t>(dice.below(20));
        text += words[dice.oneIn(40) ? 20 + common % 4 : common];
        text += count > 1 ? " " : "";
    }
}

void putNumber(std::string &text, qint64 number, size_t width)
{
    const std::string digits = std::to_string(number);
    text.append(width - std::min(width, digits.size()), '0').append(digits);
}

/// As Python's SQLAlchemy writes a DATETIME.
std::string moment(Dice &dice)
{
    std::string text = std::to_string(2019 + dice.below(6)) + "-";
    putNumber(text, 1 + dice.below(12), 2);
    text += '-';
    putNumber(text, 1 + dice.below(28), 2);
    text += ' ';
    putNumber(text, dice.below(24), 2);
    text += ':';
    putNumber(text, dice.below(60), 2);
    text += ':';
    putNumber(text, dice.below(60), 2);
    text += '.';
    putNumber(text, dice.below(1'000'000), 6);
    return text;
}

std::string document(Dice &dice)
{
    std::string text = R"({"width": )" + std::to_string(320 + dice.below(4000)) + R"(, "height": )" +
                       std::to_string(240 + dice.below(2000)) + R"(, "tags": [")";
    putWords(text, dice, 2);
    text += R"("]})";
    return text;
}

std::string words(Dice &dice, qint64 most)
{
    std::string text;
    putWords(text, dice, most);
    return text;
}

void fillAccounts(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?)");
    for (qint64 i = 0; i < sizes.accounts; ++i) {
        writer.integer(idOf(i)).text("user_" + std::to_string(i * 31 + dice.below(31))).text(words(dice, 4));
        writer.text(moment(dice)).integer(dice.below(2)).text(document(dice)).row();
    }
    writer.end();
}

void fillMedia(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO media VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (qint64 i = 0; i < sizes.media; ++i) {
        writer.integer(idOf(i)).integer(idOf(dice.below(sizes.accounts)));
        writer.text(dice.oneIn(3) ? "video/mp4" : "image/jpeg").text(std::to_string(dice.next() >> 32));
        writer.integer(dice.below(90'000'000));
        if (dice.oneIn(3))
            writer.real(static_cast<double>(dice.below(1'000'000)) / 1000);
        else
            writer.null();
        writer.text(moment(dice)).integer(dice.below(2)).text(document(dice)).row();
    }
    writer.end();
}

void fillPosts(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?)");
    for (qint64 i = 0; i < sizes.posts; ++i) {
        writer.integer(idOf(i)).integer(idOf(dice.below(sizes.accounts))).text(words(dice, 12));
        writer.text(moment(dice)).text(moment(dice).substr(0, 10)).integer(dice.below(2)).row();
    }
    writer.end();
}

void fillAttachments(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO attachments VALUES (?, ?, ?, ?, ?)");
    for (qint64 i = 0; i < sizes.attachments; ++i) {
        writer.integer(idOf(i)).integer(idOf(dice.below(sizes.posts))).integer(idOf(dice.below(sizes.media)));
        writer.integer(dice.below(8)).text(dice.oneIn(5) ? "bundle" : "media").row();
    }
    writer.end();
}

void fillMessages(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)");
    for (qint64 i = 0; i < sizes.messages; ++i) {
        writer.integer(idOf(i)).integer(idOf(dice.below(sizes.accounts))).text(words(dice, 8)).text(moment(dice));
        if (dice.oneIn(20))
            writer.text(moment(dice));
        else
            writer.null();
        writer.integer(dice.below(2)).row();
    }
    writer.end();
}

void fillHashtags(Writer &writer, Dice &dice, const Sizes &sizes)
{
    writer.begin("INSERT INTO hashtags VALUES (?, ?, ?)");
    for (qint64 i = 0; i < sizes.hashtags; ++i)
        writer.integer(idOf(i)).text("tag" + std::to_string(i)).integer(dice.below(100'000)).row();
    writer.end();
}

void fill(Writer &writer, const Sizes &sizes)
{
    Dice dice;
    writer.run(schemaSql);
    fillAccounts(writer, dice, sizes);
    fillMedia(writer, dice, sizes);
    fillPosts(writer, dice, sizes);
    fillAttachments(writer, dice, sizes);
    fillMessages(writer, dice, sizes);
    fillHashtags(writer, dice, sizes);
    writer.run(indexSql);
}

/// Under another name until it is whole.
void makeOnce(const QString &file, const std::function<void(const QString &)> &make)
{
    if (QFile::exists(file))
        return;
    const QString unfinished = file + u".unfinished";
    QFile::remove(unfinished);
    make(unfinished);
    if (!QFile::rename(unfinished, file))
        qFatal("%s cannot be written", qPrintable(file));
}

} // namespace

void makeRows(const QString &file, qint64 rows)
{
    makeOnce(file, [rows](const QString &path) {
        Writer writer(path);
        fill(writer, sizesOf(rows));
    });
}

void makeCreators(const QString &folder, int count, qint64 rowsPerTable)
{
    const QString file = folder + u"/1_metadata.sqlite3";
    if (!QDir().mkpath(folder))
        qFatal("%s cannot be made", qPrintable(folder));
    makeOnce(file, [rowsPerTable](const QString &path) {
        Writer writer(path);
        writer.run("PRAGMA page_size = 1024");
        const qint64 n = rowsPerTable;
        fill(writer, {n, n, n, n, n, n});
    });
    for (int i = 2; i <= count; ++i) {
        makeOnce(folder + u"/%1_metadata.sqlite3"_s.arg(i), [&file](const QString &path) { QFile::copy(file, path); });
    }
}

void makeLargeValues(const QString &file)
{
    makeOnce(file, [](const QString &path) {
        constexpr qsizetype size = 50'000'000;
        Writer writer(path);
        writer.run("CREATE TABLE large (id INTEGER PRIMARY KEY, title TEXT, body TEXT, data BLOB)");
        writer.begin("INSERT INTO large VALUES (?, ?, ?, ?)");
        for (int i = 0; i < 12; ++i) {
            std::string text(size, static_cast<char>('a' + i));
            if (i % 3 == 1)
                text[size / 2] = '\0';
            const QByteArray data(size, static_cast<char>(i));
            writer.integer(i).text("value " + std::to_string(i));
            if (i % 3 == 2)
                writer.null().bytes(data);
            else
                writer.text(text).null();
            writer.row();
        }
        writer.end();
    });
}

} // namespace benchmarks
