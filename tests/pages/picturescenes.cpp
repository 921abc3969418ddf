// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/diagramcanvas.h"
#include "ui/browse/diagramscene.h"
#include "ui/browse/pictureview.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pages {

namespace {

constexpr int patience = 60000;

void waitFor(const ui::PictureView &view)
{
    if (!QTest::qWaitFor([&] { return !view.isBusy(); }, patience))
        qFatal("The picture did not come in time.");
}

/// Of the menu “Show”, which is the first.
QAction *shown(ui::PictureView &view, int place)
{
    return view.findChild<QPushButton *>(u"show"_s)->menu()->actions().at(place);
}

} // namespace

void renderPicture(ui::BrowsePage &page, const ui::Place &place, const Save &save)
{
    auto *view = page.findChild<ui::PictureView *>();
    page.go({.database = place.database, .area = place.area, .relation = {}});
    page.findChild<QTabWidget *>()->setCurrentWidget(view);
    waitFor(*view);
    save(u"browse-picture"_s);
    page.go(place);
    waitFor(*view);
    save(u"browse-picture-table"_s);
    view->canvas()->setZoom(1);
    view->canvas()->bring(view->scene()->current());
    shown(*view, 2)->setChecked(true);
    save(u"browse-picture-list"_s);
    shown(*view, 2)->setChecked(false);
    shown(*view, 1)->trigger();
    waitFor(*view);
    save(u"browse-picture-around"_s);
    shown(*view, 1)->trigger();
    shown(*view, 0)->setChecked(true);
    waitFor(*view);
    save(u"browse-picture-all"_s);
    shown(*view, 0)->setChecked(false);
    waitFor(*view);
    auto *search = view->findChild<QLineEdit *>();
    search->setText(place.relation.name.left(3));
    save(u"browse-picture-found"_s);
    search->clear();
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nowhere");
    shown(*view, 0)->setChecked(true);
    waitFor(*view);
    save(u"browse-picture-no-dot"_s);
    qputenv("PATH", path);
    shown(*view, 0)->setChecked(false);
    shown(*view, 2)->setChecked(false);
    view->look(place);
    waitFor(*view);
}

} // namespace pages
