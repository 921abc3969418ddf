// SPDX-License-Identifier: MIT
#include "browse/sqlitefile.h"

#include "browse/exportfile.h"
#include "browse/exportnames.h"
#include "schema/identifier.h"

#include <QSqlError>
#include <QUuid>
#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr int exactDigits = 15; ///< that every double keeps

/// Of numeric(10,2): 10; 0 where there is no limit.
int precisionOf(const QString &type)
{
    return type.startsWith(u"numeric(") ? type.mid(8).section(u',', 0, 0).remove(u')').toInt() : 0;
}

/// SQLite decides by this word how it keeps a value; with none it keeps everything as it is given.
QString typeWord(const Column &column)
{
    switch (storageOf(column)) {
    case Storage::Integer:
        return u" INTEGER"_s;
    case Storage::Boolean:
        return u" BOOLEAN"_s;
    case Storage::Real:
        return u" REAL"_s;
    case Storage::Decimal: {
        const int precision = precisionOf(column.type);
        return precision > 0 && precision <= exactDigits ? u" NUMERIC"_s : QString();
    }
    case Storage::Text:
        return u" TEXT"_s;
    case Storage::Bytes:
        return u" BLOB"_s;
    }
    return {};
}

QVariant realValue(const QByteArray &text)
{
    if (text == "Infinity")
        return std::numeric_limits<double>::infinity();
    if (text == "-Infinity")
        return -std::numeric_limits<double>::infinity();
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && !std::isnan(number) ? QVariant(number) : QVariant(QString::fromUtf8(text)); // SQLite has no NaN
}

QVariant decimalValue(const QByteArray &text)
{
    constexpr double smallest = 1e-290; ///< below it doubles lose digits
    const bool whole = !text.contains('.');
    QByteArray digits = text;
    digits.replace('-', "").replace('.', "");
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return QString::fromUtf8(text); // NaN, Infinity
    while (!whole && digits.endsWith('0'))
        digits.chop(1);
    while (digits.startsWith('0'))
        digits.remove(0, 1);
    if (whole && digits.size() <= std::numeric_limits<qint64>::digits10)
        return text.toLongLong();
    const double number = text.toDouble();
    if (digits.size() <= exactDigits && (digits.isEmpty() || std::abs(number) > smallest))
        return number;
    return QString::fromUtf8(text);
}

} // namespace

Storage storageOf(const Column &column)
{
    constexpr quint32 float4 = 700;
    constexpr quint32 float8 = 701;
    constexpr quint32 numeric = 1700;
    switch (column.kind) {
    case ValueKind::Number:
        return column.typeOid == numeric                              ? Storage::Decimal
               : column.typeOid == float4 || column.typeOid == float8 ? Storage::Real
                                                                      : Storage::Integer;
    case ValueKind::Boolean:
        return Storage::Boolean;
    case ValueKind::Bytes:
        return Storage::Bytes;
    default:
        return Storage::Text;
    }
}

QVariant sqliteValue(const QByteArray &text, Storage storage)
{
    switch (storage) {
    case Storage::Integer:
        return text.toLongLong();
    case Storage::Boolean:
        return text == "t" ? 1 : 0;
    case Storage::Real:
        return realValue(text);
    case Storage::Decimal:
        return decimalValue(text);
    case Storage::Bytes:
        return QByteArray::fromHex(text.mid(2));
    case Storage::Text:
        break;
    }
    return QString::fromUtf8(text);
}

SqliteFile::SqliteFile(QString connection, QString wanted)
    : m_connection(std::move(connection)),
      m_wanted(std::move(wanted)),
      m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection))
{
}

SqliteFile::~SqliteFile()
{
    m_insert.reset();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

base::Result<std::unique_ptr<SqliteFile>> SqliteFile::open(const QString &path, const QString &wanted)
{
    std::unique_ptr<SqliteFile> file(new SqliteFile(QUuid::createUuid().toString(), wanted));
    file->m_database.setDatabaseName(path);
    const bool isOpen = file->m_database.open();
    if (const auto opened = file->checked(isOpen, file->m_database.lastError()); !opened)
        return base::fail(opened.error());
    // The file is thrown away if it does not become whole: nothing in it must survive a crash before that.
    for (const QString &sql : {u"PRAGMA journal_mode = OFF"_s, u"PRAGMA synchronous = OFF"_s,
                               u"PRAGMA locking_mode = EXCLUSIVE"_s, u"BEGIN"_s}) {
        if (const auto done = file->execute(sql); !done)
            return base::fail(done.error());
    }
    return file;
}

base::Result<void> SqliteFile::makeTable(const QString &name, const Shape &shape, const QList<int> &columns)
{
    m_storage.clear();
    QStringList definitions;
    QStringList marks;
    QStringList names;
    DistinctNames distinct;
    for (const int number : columns) {
        const Column &column = shape.columns[number];
        names += schema::quoteIdentifier(distinct.take(column.name));
        definitions += names.last() + typeWord(column) + (column.notNull ? u" NOT NULL"_s : u""_s);
        marks += u"?"_s;
        m_storage += storageOf(column);
    }
    QStringList key;
    for (const int number : shape.key)
        key += columns.contains(number) ? names[columns.indexOf(number)] : QString();
    if (!key.isEmpty() && !key.contains(QString()))
        definitions += u"PRIMARY KEY ("_s + key.join(u", "_s) + u')';
    const QString table = schema::quoteIdentifier(name);
    m_insert.reset();
    if (auto made = execute(u"CREATE TABLE "_s + table + u" ("_s + definitions.join(u", "_s) + u')'); !made)
        return made;
    m_insert = std::make_unique<QSqlQuery>(m_database);
    const bool prepared = m_insert->prepare(u"INSERT INTO "_s + table + u" VALUES ("_s + marks.join(u", "_s) + u')');
    return checked(prepared, m_insert->lastError());
}

base::Result<void> SqliteFile::add(const CopyFields &fields)
{
    for (size_t i = 0; i < fields.size(); ++i)
        m_insert->bindValue(int(i), fields[i] ? sqliteValue(*fields[i], m_storage[qsizetype(i)]) : QVariant());
    const bool added = m_insert->exec();
    return added ? base::Result<void>() : checked(added, m_insert->lastError());
}

base::Result<void> SqliteFile::finish()
{
    m_insert.reset();
    if (auto done = execute(u"COMMIT"_s); !done)
        return done;
    m_database.close();
    return {};
}

base::Result<void> SqliteFile::execute(const QString &sql)
{
    QSqlQuery query(m_database);
    const bool done = query.exec(sql);
    return checked(done, query.lastError());
}

base::Result<void> SqliteFile::checked(bool fine, const QSqlError &error) const
{
    constexpr auto full = 13;
    constexpr auto cannotOpen = 14;
    if (fine)
        return {};
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return base::fail(fileError(m_wanted,
                                code == full         ? QFileDevice::ResourceError
                                : code == cannotOpen ? QFileDevice::OpenError
                                                     : QFileDevice::WriteError,
                                error.text()));
}

} // namespace browse
