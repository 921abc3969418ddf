// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/pages/examplesdialog.h"
#include "ui/pages/planpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/widgets/disclosure.h"
#include "ui/window.h"

#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 90000;
constexpr int settling = 100;

void waitFor(const ui::Plans &plans)
{
    if (!QTest::qWaitFor([&] { return !plans.isRunning(); }, patience))
        qFatal("The plan was not made in time.");
}

void renderExamples(const ui::PlanPage &page, const Save &save)
{
    auto *all = page.findChild<QPushButton *>(u"allExamples"_s);
    if (all == nullptr)
        return; // these sources have nothing that is odd
    all->click();
    const auto *dialog = page.findChild<ui::ExamplesDialog *>();
    const auto *table = dialog->findChild<QTableWidget *>();
    if (!QTest::qWaitFor([table] { return table->rowCount() > 0; }, patience))
        qFatal("The examples were not found in time.");
    save(u"plan-examples"_s);
    dialog->findChild<QPushButton *>(u"close"_s)->click();
}

} // namespace

void renderPlan(ui::Window &window, ui::Session &session, const Save &save)
{
    auto *page = window.findChild<ui::PlanPage *>();
    const auto *steps = qobject_cast<QStackedWidget *>(page->parentWidget());
    window.goTo(ui::Window::Move);
    window.wizard()->goTo(steps->indexOf(page));
    session.plans().stop();
    waitFor(session.plans());
    save(u"plan-stopped"_s);
    session.plans().prepare();
    waitFor(session.plans());
    save(u"plan"_s);
    renderExamples(*page, save);
    for (ui::Disclosure *part : page->findChildren<ui::Disclosure *>())
        part->setOpen(true);
    auto *area = page->findChild<QScrollArea *>();
    QTest::qWait(settling);
    area->ensureWidgetVisible(page->findChild<QListView *>(u"remarks"_s));
    save(u"plan-remarks"_s);
    QScrollBar *bar = area->verticalScrollBar();
    bar->setValue(bar->maximum());
    page->findChild<QTreeView *>()->expandAll();
    save(u"plan-details"_s);
    for (ui::Disclosure *part : page->findChildren<ui::Disclosure *>())
        part->setOpen(false);
    bar->setValue(0);
}

} // namespace pages
