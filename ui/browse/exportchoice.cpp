// SPDX-License-Identifier: MIT
#include "ui/browse/exportchoice.h"

#include "browse/exportnames.h"
#include "ui/browse/rowsmodel.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString withRows(const QString &words, qint64 rows)
{
    if (rows < 0)
        return words;
    const int number = int(std::min(rows, qint64(INT_MAX)));
    return QCoreApplication::translate("ui", "%1, about %Ln row(s)", nullptr, number).arg(words);
}

QString nameOf(const Place &place)
{
    const QString area = place.area.title.isEmpty() ? place.area.schema : place.area.title;
    return browse::safeFileName(place.isRelation() ? area + u'-' + place.relation.name : area);
}

browse::ExportContent contentOf(const Place &place)
{
    return {.schema = place.area.schema, .relation = place.relation, .rows = {}, .only = {}, .columns = {}};
}

/// In the order of the table; none if they are all of them.
QList<int> columnsOf(const RowsModel &model, const QModelIndexList &cells)
{
    QList<int> columns;
    for (const QModelIndex &cell : cells) {
        if (!columns.contains(cell.column()))
            columns.append(cell.column());
    }
    std::sort(columns.begin(), columns.end());
    return columns.size() == model.columnCount() ? QList<int>() : columns;
}

ExportChoice selection(const Place &place, const RowsModel &model, const QModelIndexList &cells)
{
    QList<int> rows;
    for (const QModelIndex &cell : cells)
        rows.append(cell.row());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    ExportChoice choice{.words = {}, .content = contentOf(place), .rows = rows.size(), .name = nameOf(place)};
    choice.content.rows = model.query();
    choice.content.columns = columnsOf(model, cells);
    choice.content.only = QList<browse::Anchor>();
    for (const int row : rows)
        choice.content.only->append(model.anchorOf(row));
    choice.words = QCoreApplication::translate("ui", "The %Ln selected row(s)", nullptr, int(rows.size()));
    if (const int columns = int(choice.content.columns.size()); columns > 0)
        choice.words =
            QCoreApplication::translate("ui", "%1, %Ln column(s) of them", nullptr, columns).arg(choice.words);
    return choice;
}

} // namespace

QList<ExportChoice> exportChoices(const Place &place, const RowsModel &model, const QModelIndexList &cells)
{
    QList<ExportChoice> choices;
    const auto &shape = model.query().shape;
    if (!shape || shape->relation.oid != place.relation.oid)
        return choices;
    if (cells.size() > 1 && shape->paging != browse::Shape::Paging::Start) // else rows cannot be told apart
        choices.append(selection(place, model, cells));
    if (!model.query().filters.isEmpty()) {
        ExportChoice choice{.words = {}, .content = contentOf(place), .rows = model.total(), .name = nameOf(place)};
        choice.content.rows = model.query();
        choice.words = withRows(QCoreApplication::translate("ui", "What the filters leave"), choice.rows);
        choices.append(choice);
    }
    return choices;
}

QList<ExportChoice> exportChoices(const Place &place)
{
    QList<ExportChoice> choices;
    if (!place.database || place.isDatabase())
        return choices;
    if (place.isRelation() && browse::hasRows(place.relation.kind)) {
        const browse::Catalog &catalog = place.database->catalog();
        qint64 rows = -1;
        if (const int area = catalog.indexOf(place.area.schema); area >= 0) {
            const browse::Area &all = catalog.areas()[area];
            for (int number = all.first; number < all.first + all.count; ++number)
                rows = catalog.relation(number).oid == place.relation.oid ? catalog.rows(number) : rows;
        }
        choices.append(
            {.words = withRows(QCoreApplication::translate("ui", "Everything in %1").arg(place.relation.name), rows),
             .content = contentOf(place),
             .rows = rows,
             .name = nameOf(place)});
    }
    Place area = place;
    area.relation = {};
    choices.append(
        {.words = withRows(QCoreApplication::translate("ui", "All tables of %1").arg(nameOf(area)), area.area.rows),
         .content = contentOf(area),
         .rows = area.area.rows,
         .name = nameOf(area)});
    return choices;
}

} // namespace ui
