// SPDX-License-Identifier: MIT
#include "ui/browse/querymodel.h"

#include "ui/widgets/text.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype shownLetters = 300;
constexpr qsizetype tipLetters = 2000;

bool isNumber(const QString &type)
{
    static const QStringList numbers{u"smallint"_s, u"integer"_s, u"bigint"_s,          u"numeric"_s,
                                     u"real"_s,     u"oid"_s,     u"double precision"_s};
    return numbers.contains(type.section(u'(', 0, 0));
}

/// One line of it.
QString lineOf(const QString &text)
{
    QString line = text.left(shownLetters);
    line.replace(u'\n', u'↵').replace(u'\t', u' ');
    return text.size() > shownLetters ? line + u'…' : line;
}

} // namespace

void QueryModel::begin(const QList<browse::QueryColumn> &columns)
{
    beginResetModel();
    m_columns = columns;
    m_rows.clear();
    endResetModel();
}

void QueryModel::append(const QList<browse::QueryRow> &rows)
{
    if (rows.isEmpty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

void QueryModel::setAnswer(const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &rows)
{
    if (m_columns.size() != columns.size() || m_rows.size() > rows.size())
        begin(columns);
    m_columns = columns; // the types are known by now
    if (!columns.isEmpty())
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, int(columns.size()) - 1);
    append(rows.mid(m_rows.size()));
}

int QueryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int QueryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant QueryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const browse::QueryValue &value = m_rows.at(index.row()).at(index.column());
    const bool empty = !value.text || value.text->isEmpty();
    switch (role) {
    case Qt::DisplayRole:
        if (!value.text)
            return u"NULL"_s;
        return empty ? tr("empty text") : lineOf(*value.text);
    case Qt::EditRole: // the exact value
        return value.text ? QVariant(*value.text) : QVariant();
    case Qt::ToolTipRole:
        if (empty)
            return {};
        return value.cut ? tr("The first part of %1").arg(bytesText(value.bytes)) : value.text->left(tipLetters);
    case Qt::ForegroundRole:
        return empty ? QGuiApplication::palette().brush(QPalette::PlaceholderText) : QVariant();
    case Qt::FontRole:
        if (empty) {
            QFont font = QGuiApplication::font();
            font.setItalic(true);
            return font;
        }
        return {};
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter |
                   (isNumber(m_columns.at(index.column()).type) ? Qt::AlignTrailing : Qt::AlignLeading));
    default:
        return {};
    }
}

QVariant QueryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(countText(section + 1)) : QVariant();
    const browse::QueryColumn column = m_columns.value(section);
    if (role == Qt::DisplayRole)
        return column.name;
    if (role == Qt::ToolTipRole)
        return column.type;
    return {};
}

QString copiedText(const QModelIndexList &cells)
{
    QModelIndexList ordered = cells;
    std::sort(ordered.begin(), ordered.end(), [](const QModelIndex &one, const QModelIndex &other) {
        return std::pair(one.row(), one.column()) < std::pair(other.row(), other.column());
    });
    QString text;
    for (qsizetype i = 0; i < ordered.size(); ++i) {
        if (i > 0)
            text += ordered[i].row() == ordered[i - 1].row() ? u'\t' : u'\n';
        text += ordered[i].data(Qt::EditRole).toString();
    }
    return text;
}

} // namespace ui
