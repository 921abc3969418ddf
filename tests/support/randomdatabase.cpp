// SPDX-License-Identifier: MIT
#include "support/randomdatabase.h"

#include <QSet>
#include <QStringList>
#include <cmath>
#include <random>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

QString quoted(const QString &name)
{
    return u'"' + QString(name).replace(u"\""_s, u"\"\""_s) + u'"';
}

QString textLiteral(const QByteArray &bytes)
{
    return u"CAST(x'"_s + QString::fromLatin1(bytes.toHex()) + u"' AS TEXT)"_s;
}

QString blobLiteral(const QByteArray &bytes)
{
    return u"x'"_s + QString::fromLatin1(bytes.toHex()) + u'\'';
}

struct Column
{
    QString name;
    QString type;
    bool isRowid = false;
};

class Generator
{
public:
    explicit Generator(quint64 seed) : m_random(seed) {}

    QString database()
    {
        m_oddity = pick(QList<int>{0, 0, 2, 10, 50});
        QStringList sql{u"PRAGMA encoding = '%1'"_s.arg(chance(10) ? u"UTF-16le"_s : u"UTF-8"_s)};
        for (const QString &name : some(names(), 1 + below(5)))
            sql += table(name);
        return sql.join(u";\n"_s);
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<quint64>(limit)); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T>
    T pick(const QList<T> &list)
    {
        return list[below(static_cast<int>(list.size()))];
    }

    QStringList some(QStringList list, int count)
    {
        QStringList chosen;
        for (int i = 0; i < count && !list.isEmpty(); ++i)
            chosen += list.takeAt(below(static_cast<int>(list.size())));
        return chosen;
    }

    static QStringList names()
    {
        return {
            u"name"_s, u"order"_s,   u"select"_s, u"Größe"_s, u"a b"_s,   u"x\"y"_s,  u"ID2"_s,
            u"user"_s, u"é"_s,       u"😀"_s,      u"_"_s,     u"1st"_s,   u"it's"_s,  u"createdAt"_s,
            u"%s"_s,   u"tab\tle"_s, u"xmin"_s,   u"oid"_s,   u"a?b:c"_s, u"is_ok"_s, QString(u"long"_s).repeated(20)};
    }

    QStringList table(const QString &name)
    {
        QList<Column> columns;
        QStringList parts;
        const QString key =
            pick(QList<QString>{u"rowid"_s, u"rowid"_s, u"auto"_s, u"none"_s, u"one"_s, u"two"_s, u"without"_s});
        if (key == u"rowid" || key == u"auto") {
            columns.append({u"id"_s, u"INTEGER"_s, true});
            parts += u"id INTEGER PRIMARY KEY"_s + (key == u"auto" ? u" AUTOINCREMENT"_s : QString());
        }
        for (const QString &column : some(names(), 2 + below(6))) {
            columns.append({column, pick(types())});
            if (key == u"one" && columns.last().type == u"INTEGER")
                columns.last().type = u"INT"_s; // INTEGER would make it the rowid, which takes nothing else
            parts += quoted(column) + u' ' + columns.last().type + rule(column);
        }
        const QString last = quoted(columns.last().name);
        if (key == u"one" || key == u"without")
            parts += u"PRIMARY KEY ("_s + last + u')';
        if (key == u"two")
            parts += u"PRIMARY KEY ("_s + last + u", "_s + quoted(columns.first().name) + u')';
        if (!m_parent.isEmpty() && chance(50))
            parts += u"FOREIGN KEY ("_s + last + u") REFERENCES "_s + m_parent + pick(actions());
        QStringList sql{u"CREATE TABLE "_s + quoted(name) + u" ("_s + parts.join(u", "_s) + u')' +
                        (key == u"without" ? u" WITHOUT ROWID"_s : QString())};
        for (int i = below(3); i > 0; --i)
            sql += index(name, columns, i);
        for (int rows = pick(QList<int>{0, 1, 5, 40, 200}), row = 0; row < rows; ++row)
            sql += insert(name, columns, row);
        m_parent = quoted(name) +
                   (key == u"two" ? QString() : u'(' + quoted(key == u"rowid" ? u"id"_s : columns.last().name) + u')');
        return sql;
    }

    QString rule(const QString &column)
    {
        QString rules;
        if (chance(15))
            rules += u" NOT NULL"_s;
        if (chance(10))
            rules += pick(QList<QString>{u" DEFAULT 0"_s, u" DEFAULT 'x'"_s, u" DEFAULT NULL"_s, u" DEFAULT (1 + 1)"_s,
                                         u" DEFAULT CURRENT_DATE"_s, u" DEFAULT 1.5e3"_s, u" DEFAULT x'00ff'"_s});
        if (chance(7))
            rules += u" UNIQUE"_s;
        if (chance(7))
            rules += pick(QList<QString>{u" COLLATE NOCASE"_s, u" COLLATE RTRIM"_s});
        if (chance(5))
            rules += u" CHECK (length("_s + quoted(column) + u") < 5000)"_s;
        return rules;
    }

    QString index(const QString &table, const QList<Column> &columns, int number)
    {
        const QString column = quoted(pick(columns).name);
        const QString by = pick(
            QList<QString>{column, column + u" DESC"_s, column + u" COLLATE NOCASE"_s, u"lower("_s + column + u')'});
        return u"CREATE "_s + (chance(30) ? u"UNIQUE "_s : QString()) + u"INDEX "_s +
               quoted(u"ix%1 "_s.arg(number) + table) + u" ON "_s + quoted(table) + u" ("_s + by + u')' +
               (chance(25) ? u" WHERE "_s + column + u" IS NOT NULL"_s : QString());
    }

    QString insert(const QString &table, const QList<Column> &columns, int row)
    {
        QStringList names;
        QStringList values;
        for (const Column &column : columns) {
            names += quoted(column.name);
            if (column.isRowid)
                values += QString::number(m_oddity == 0 ? row + 1
                                                        : pick(QList<qint64>{row + 1, -row, (qint64(1) << 40) + row}));
            else if (chance(m_oddity))
                values += anything();
            else
                values += chance(10) ? u"NULL"_s : ordinary(column.type);
        }
        return u"INSERT OR IGNORE INTO "_s + quoted(table) + u" ("_s + names.join(u", "_s) + u") VALUES ("_s +
               values.join(u", "_s) + u')';
    }

    static QStringList types()
    {
        return {u"INTEGER"_s, u"INT"_s,     u"BIGINT"_s,        u"SMALLINT"_s, u"VARCHAR"_s,  u"VARCHAR(20)"_s,
                u"TEXT"_s,    u"CHAR(3)"_s, u"BLOB"_s,          QString(),     u"REAL"_s,     u"DOUBLE"_s,
                u"NUMERIC"_s, u"BOOLEAN"_s, u"DECIMAL(10,2)"_s, u"DATE"_s,     u"DATETIME"_s, u"TIMESTAMP"_s,
                u"TIME"_s,    u"JSON"_s,    u"UUID"_s,          u"GEOMETRY"_s};
    }

    static QStringList actions()
    {
        return {QString(), u" ON DELETE CASCADE"_s, u" ON DELETE SET NULL"_s, u" DEFERRABLE INITIALLY DEFERRED"_s};
    }

    QString moment()
    {
        const auto two = [this](int from, int limit) { return u"%1"_s.arg(from + below(limit), 2, 10, QChar(u'0')); };
        return u"20"_s + two(0, 100) + u'-' + two(1, 12) + u'-' + two(1, 28) + u' ' + two(0, 24) + u':' + two(0, 60) +
               u':' + two(0, 60);
    }

    QByteArray bytes(int most)
    {
        QByteArray result(below(most), Qt::Uninitialized);
        for (char &byte : result)
            byte = static_cast<char>(below(256));
        return result;
    }

    /// What a column of that type is made for.
    QString ordinary(const QString &type)
    {
        if (type.contains(u"INT"))
            return QString::number(below(100'000) - 1000);
        if (type == u"BOOLEAN")
            return QString::number(below(2));
        if (type == u"REAL" || type == u"DOUBLE")
            return QString::number(std::ldexp(below(1 << 30), below(60) - 30), 'g', 17);
        if (type == u"NUMERIC" || type.startsWith(u"DEC"))
            return QString::number(below(1'000'000) / 100.0, 'f', 2);
        if (type == u"DATE")
            return textLiteral(moment().left(10).toUtf8());
        if (type == u"TIME")
            return textLiteral(moment().mid(11).toUtf8());
        if (type == u"DATETIME" || type == u"TIMESTAMP")
            return textLiteral(
                (moment() + (chance(50) ? u".%1"_s.arg(below(1'000'000), 6, 10, QChar(u'0')) : QString())).toUtf8());
        if (type == u"JSON")
            return textLiteral("{\"n\": " + QByteArray::number(below(100)) + '}');
        if (type == u"BLOB")
            return blobLiteral(bytes(20));
        return textLiteral(QString(u"abc äß 😀"_s).mid(below(4)).repeated(1 + below(3)).toUtf8());
    }

    QString anything()
    {
        static const QList<QByteArray> texts{"",
                                             "a",
                                             " ",
                                             "\n",
                                             "\t\\N",
                                             "\\",
                                             "\xC3\xA4",
                                             "e\xCC\x81",
                                             "\xE2\x80\xAE",
                                             "null",
                                             "NULL",
                                             "0",
                                             "1",
                                             "true",
                                             "t",
                                             "1.0",
                                             "1e5",
                                             "-0",
                                             "0x10",
                                             "NaN",
                                             "inf",
                                             "Infinity",
                                             "2024-01-02",
                                             "2024-01-02 03:04:05",
                                             "2024-01-02T03:04:05Z",
                                             "2024-01-02 03:04:05.123456",
                                             "2024-01-02 03:04:05+02:00",
                                             "2024-01-02 03:04",
                                             "2024-1-2",
                                             "2024-02-30",
                                             "9999-12-31",
                                             "0000-01-01",
                                             "24:00:00",
                                             "23:59:60",
                                             "{}",
                                             "[]",
                                             "{\"a\":1}",
                                             "{\"a\":1,\"a\":2}",
                                             "{\"b\" : 2}",
                                             "[1, 2.50]",
                                             "\"x\"",
                                             "{\"\\u0000\":1}",
                                             "{\"k\":\"\\ud800\"}",
                                             "1e400",
                                             "{bad",
                                             QByteArray("a\0b", 3),
                                             QByteArray("\0", 1),
                                             "\xFF",
                                             "\xED\xA0\x80",
                                             "a\xC3",
                                             "00000000-0000-0000-0000-000000000001",
                                             "ABCDEF00-0000-0000-0000-000000000001",
                                             QByteArray(3000, 'x')};
        static const QStringList numbers{u"0"_s,
                                         u"1"_s,
                                         u"-1"_s,
                                         u"2147483648"_s,
                                         u"-2147483648"_s,
                                         u"9223372036854775807"_s,
                                         u"(-9223372036854775807 - 1)"_s,
                                         u"9007199254740993"_s,
                                         u"32768"_s,
                                         u"0.0"_s,
                                         u"-0.0"_s,
                                         u"0.1"_s,
                                         u"1e308"_s,
                                         u"5e-324"_s,
                                         u"9e999"_s,
                                         u"-9e999"_s,
                                         u"1e15"_s,
                                         u"123456789012345680.0"_s,
                                         u"0.30000000000000004"_s};
        switch (below(4)) {
        case 0:
            return u"NULL"_s;
        case 1:
            return pick(numbers);
        case 2:
            return textLiteral(pick(texts));
        default:
            return blobLiteral(chance(50) ? pick(texts) : bytes(8));
        }
    }

    std::mt19937_64 m_random;
    int m_oddity = 0; ///< so many of a hundred values are anything
    QString m_parent; ///< as a foreign key names it
};

} // namespace

QString randomDatabase(quint64 seed)
{
    return Generator(seed).database();
}

} // namespace testsupport
