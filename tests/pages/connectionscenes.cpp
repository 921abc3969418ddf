// SPDX-License-Identifier: MIT
#include "pages/scenes.h"
#include "ui/browse/browsepage.h"
#include "ui/pages/connectiondialog.h"
#include "ui/session/session.h"
#include "ui/window.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTreeView>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace pages {

void renderConnections(ui::Window &window, ui::Session &session, const Save &save)
{
    window.goTo(ui::Window::Browse);
    auto *page = window.findChild<ui::BrowsePage *>();
    page->findChild<QPushButton *>(u"anotherServer"_s)->click();
    auto *dialog = window.findChild<ui::ConnectionDialog *>();
    waitFor("The dialog", [dialog] { return dialog->isVisible(); });
    save(u"browse-connection"_s);
    auto *address = dialog->findChild<QLineEdit *>();
    address->setFocus();
    address->setText(u"postgresql://me:secret@127.0.0.1:1/shop"_s);
    QTest::keyClick(address, Qt::Key_Return);
    waitFor("The test", [dialog] {
        const auto buttons = dialog->findChildren<QPushButton *>();
        return std::any_of(buttons.begin(), buttons.end(),
                           [](const QPushButton *one) { return one->isDefault() && one->isEnabled(); });
    });
    save(u"browse-connection-failed"_s);
    delete dialog;
    ui::TargetForm form;
    form.host = u"127.0.0.1"_s;
    form.port = u"1"_s;
    form.database = u"shop"_s;
    ui::Database *lost = session.databases().add(form, nullptr);
    page->lookInto(lost);
    waitFor("An error", [lost] { return lost->state() == ui::Database::State::Refused; });
    save(u"browse-not-reached"_s);
    auto *tree = page->findChild<QTreeView *>(u"tree"_s);
    tree->edit(tree->currentIndex());
    save(u"browse-rename"_s);
    QTest::keyClick(tree->viewport()->findChild<QLineEdit *>(), Qt::Key_Escape);
    tree->setFocus();
    tree->actions().last()->trigger();
    auto *question = window.findChild<QMessageBox *>();
    if (question == nullptr)
        qFatal("It does not ask.");
    save(u"browse-forget"_s);
    delete question;
    session.databases().forget(lost);
}

} // namespace pages
