// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/exportdialog.h"
#include "ui/browse/factsview.h"
#include "ui/browse/sqleditor.h"
#include "ui/browse/sqlview.h"
#include "ui/browse/structureview.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

/// The relation with the most rows in the area with the most relations.
ui::Place richest(ui::Database &database)
{
    const browse::Catalog &catalog = database.catalog();
    ui::Place place{.database = &database, .area = {}, .relation = {}};
    for (const browse::Area &area : catalog.areas())
        if (area.kind != browse::Area::Kind::System && area.count > place.area.count)
            place.area = area;
    qint64 most = -2;
    for (int number = place.area.first; number < place.area.first + place.area.count; ++number) {
        if (catalog.kind(number) == browse::RelationKind::Table && catalog.rows(number) > most) {
            most = catalog.rows(number);
            place.relation = catalog.relation(number);
        }
    }
    return place;
}

void renderSql(ui::BrowsePage &page, const ui::Place &place, const Save &save)
{
    auto *view = page.findChild<ui::SqlView *>();
    auto *editor = view->findChild<ui::SqlEditor *>();
    page.findChild<QTabWidget *>()->setCurrentWidget(view);
    save(u"browse-sql"_s);
    const QString table = u'"' + place.relation.name + u'"';
    const auto run = [&](const QString &sql, bool measured) {
        editor->setPlainText(sql);
        if (measured)
            view->findChild<QMenu *>()->actions().last()->trigger();
        else
            QTest::mouseClick(view->findChild<QPushButton *>(), Qt::LeftButton);
        waitFor("An answer", [view] { return !view->isRunning(); });
    };
    run(u"-- the first of them\nSELECT t.*, NULL AS nothing, '' AS empty\nFROM "_s + table + u" t\nWHERE 1 < 2"_s,
        false);
    save(u"browse-sql-rows"_s);
    run(u"SELECT count(*), no_such_column FROM "_s + table, false);
    save(u"browse-sql-mistake"_s);
    run(u"DROP TABLE "_s + table, false);
    save(u"browse-sql-refused"_s);
    run(u"SELECT count(*) FROM "_s + table + u" a JOIN "_s + table + u" b ON a.ctid = b.ctid"_s, true);
    save(u"browse-sql-plan"_s);
    editor->clear();
    editor->setFocus();
    QTest::keyClicks(editor, u"SELECT * FROM "_s + place.relation.name.left(2).toLower());
    save(u"browse-sql-names"_s);
    editor->completer()->popup()->hide();
}

/// The dialog, a file that is there already, everything written, and a place where nothing can be.
void renderExport(ui::BrowsePage &page, const ui::Place &place, const Save &save)
{
    const QTemporaryDir folder;
    page.go({.database = place.database, .area = place.area, .relation = {}});
    page.go(place);
    page.findChild<QPushButton *>(u"export"_s)->click();
    auto *dialog = page.findChild<ui::ExportDialog *>();
    auto *path = dialog->findChild<QLineEdit *>(u"exportPath"_s);
    auto *start = dialog->findChild<QPushButton *>(u"exportStart"_s);
    save(u"browse-export"_s);
    path->setText(folder.filePath(u"table.csv"_s));
    start->click();
    waitFor("The export", [dialog] { return !dialog->exporter().isRunning(); });
    save(u"browse-export-done"_s);
    start->click();
    save(u"browse-export-replace"_s);
    path->setText(folder.filePath(u"no/such/folder/table.csv"_s));
    start->click();
    waitFor("The export", [dialog] { return !dialog->exporter().isRunning(); });
    save(u"browse-export-failed"_s);
    delete dialog;
}

} // namespace

void renderTabs(ui::Window &window, ui::Session &session, const Save &save)
{
    window.goTo(ui::Window::Browse);
    auto *page = window.findChild<ui::BrowsePage *>();
    waitFor("A database", [&] { return !session.databases().isLooking() && !session.databases().list().isEmpty(); });
    ui::Database *database = session.databases().ofTarget();
    if (database == nullptr)
        database = session.databases().list().last();
    database->look();
    waitFor("The catalog", [database] { return database->state() == ui::Database::State::Open; });
    const ui::Place place = richest(*database);
    page->go(place);
    auto *tabs = page->findChild<QTabWidget *>();
    auto *structure = page->findChild<ui::StructureView *>();
    tabs->setCurrentWidget(structure);
    waitFor("The structure", [structure] { return !structure->isReading(); });
    save(u"browse-structure"_s);
    auto *facts = page->findChild<ui::FactsView *>();
    page->go({.database = database, .area = place.area, .relation = {}});
    tabs->setCurrentWidget(facts);
    waitFor("The facts", [facts] { return !facts->isReading(); });
    save(u"browse-facts"_s);
    page->go(place);
    waitFor("The facts", [facts] { return !facts->isReading(); });
    save(u"browse-facts-table"_s);
    renderPicture(*page, place, save);
    renderExport(*page, place, save);
    renderSql(*page, place, save);
}

} // namespace pages
