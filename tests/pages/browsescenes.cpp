// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/rowsview.h"
#include "ui/browse/treemodel.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 60000;

void waitUntil(const std::function<bool()> &there, const char *what)
{
    if (!QTest::qWaitFor(there, patience))
        qFatal("%s did not come in time.", what);
}

/// The table with the most rows of the first creator.
ui::Place largestTable(ui::Database &database)
{
    const browse::Catalog &catalog = database.catalog();
    const browse::Area &area = catalog.areas().first();
    int best = area.first;
    for (int number = area.first; number < area.first + area.count; ++number) {
        if (browse::hasRows(catalog.kind(number)) && catalog.rows(number) > catalog.rows(best))
            best = number;
    }
    return {.database = &database, .area = area, .relation = catalog.relation(best)};
}

} // namespace

void renderBrowse(ui::Window &window, ui::Session &session, const Save &save)
{
    window.goTo(ui::Window::Browse);
    ui::Databases &databases = session.databases();
    waitUntil([&] { return !databases.list().isEmpty() && !databases.isLooking(); }, "The databases");
    ui::Database &database = *databases.list().first();
    database.look();
    waitUntil([&] { return database.state() == ui::Database::State::Open; }, "The catalog");
    save(u"browse"_s);
    auto *page = window.findChild<ui::BrowsePage *>();
    const ui::RowsModel *rows = page->findChild<ui::RowsView *>()->model();
    page->go(largestTable(database));
    waitUntil([&] { return rows->rowCount() > 0 && !rows->isBusy(); }, "The rows");
    save(u"browse-rows"_s);
    page->findChild<QPushButton *>(u"addFilter"_s)->click();
    save(u"browse-filter"_s);
    auto *value = page->findChild<QLineEdit *>(u"filterValue"_s);
    value->setText(u"7"_s);
    QTest::keyClick(value, Qt::Key_Return);
    waitUntil([&] { return rows->query().filters.size() == 1 && !rows->isBusy(); }, "The filtered rows");
    save(u"browse-filtered"_s);
    page->go({.database = &database, .area = database.catalog().areas().first(), .relation = {}});
    save(u"browse-creator"_s);
}

} // namespace pages
