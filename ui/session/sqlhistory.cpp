// SPDX-License-Identifier: MIT
#include "ui/session/sqlhistory.h"

#include "base/paths.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype mostKept = 200;
constexpr qsizetype mostLetters = 200'000; ///< of all together

QStringList read(const QString &path)
{
    QFile file(path);
    QStringList list;
    if (!file.open(QIODevice::ReadOnly))
        return list;
    const QJsonArray values = QJsonDocument::fromJson(file.read(4 * mostLetters)).array();
    for (const auto &value : values)
        list += value.toString();
    list.removeAll(QString());
    return list;
}

/// Nobody is told if that does not work: it is a convenience.
void write(const QString &path, const QStringList &list)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
    file.commit();
}

void shorten(QStringList &list)
{
    qsizetype letters = std::accumulate(list.begin(), list.end(), qsizetype(0),
                                        [](qsizetype sum, const QString &one) { return sum + one.size(); });
    while (list.size() > mostKept || (letters > mostLetters && list.size() > 1))
        letters -= list.takeFirst().size();
}

} // namespace

SqlHistory::SqlHistory(QObject *parent) : QObject(parent)
{
}

QString SqlHistory::path()
{
    return base::dataFolder() + u"/sql-history.json"_s;
}

bool SqlHistory::mayBeKept(const QString &sql)
{
    const bool hasAddress = sql.contains(u"://"_s) && sql.contains(u'@'); // postgresql://user:word@host
    return !hasAddress && sql.size() <= mostLetters && !sql.contains(u"password"_s, Qt::CaseInsensitive) &&
           !sql.contains(u"passwd"_s, Qt::CaseInsensitive);
}

void SqlHistory::load()
{
    m_loading.start<QStringList>([](const std::stop_token &) { return read(path()); },
                                 [this](const QStringList &kept) {
                                     QStringList all = std::exchange(m_forgotten, false) ? QStringList() : kept;
                                     for (const QString &newer : std::as_const(m_list)) {
                                         all.removeAll(newer);
                                         all.append(newer);
                                     }
                                     const bool more = !m_list.isEmpty();
                                     m_list = all;
                                     shorten(m_list);
                                     if (more)
                                         save();
                                     Q_EMIT loaded();
                                 });
}

void SqlHistory::add(const QString &sql)
{
    m_list.removeAll(sql);
    m_list.append(sql);
    shorten(m_list);
    if (!m_loading.isRunning()) // else what is kept would be lost
        save();
}

void SqlHistory::forget()
{
    m_list.clear();
    m_forgotten = m_loading.isRunning();
    m_writing.start<bool>([](const std::stop_token &) { return QFile::remove(path()); }, [](const bool &) {});
}

void SqlHistory::save()
{
    QStringList kept = m_list;
    kept.removeIf([](const QString &sql) { return !mayBeKept(sql); });
    m_writing.start<bool>(
        [kept](const std::stop_token &) {
            write(path(), kept);
            return true;
        },
        [](const bool &) {});
}

} // namespace ui
