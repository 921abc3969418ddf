// SPDX-License-Identifier: MIT
#include "ui/window.h"

#include "ui/browse/browsepage.h"
#include "ui/models/runmodel.h"
#include "ui/pages/connectiondialog.h"
#include "ui/pages/datapage.h"
#include "ui/pages/donepage.h"
#include "ui/pages/historypage.h"
#include "ui/pages/homepage.h"
#include "ui/pages/planpage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/serverpage.h"
#include "ui/pages/settingspage.h"
#include "ui/pages/targetpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/metrics.h"
#include "ui/widgets/sidebar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

namespace ui {

namespace {

constexpr int firstWidth = 1100;
constexpr int firstHeight = 740;
constexpr auto geometryKey = "window/geometry";

QStringList localPaths(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

} // namespace

Window::Window(Session *session, QWidget *parent)
    : QMainWindow(parent),
      m_session(session),
      m_sidebar(new Sidebar),
      m_places(new QStackedWidget),
      m_wizard(nullptr),
      m_target(new TargetPage(session)),
      m_run(new RunPage(&session->mover())),
      m_done(new DonePage(&session->mover(), &session->runs())),
      m_history(new HistoryPage(&session->mover(), &session->runs())),
      m_browse(new BrowsePage(&session->databases())),
      m_settings(new SettingsPage(&session->keychain()))
{
    setWindowTitle(QStringLiteral("Cutover"));
    setAcceptDrops(true);
    auto *home = new HomePage(session);
    m_wizard =
        new Wizard({new DataPage(&session->sources()), m_target, new PlanPage(&session->plans()), m_run, m_done});
    m_places->addWidget(home);
    m_places->addWidget(m_wizard);
    m_places->addWidget(m_browse);
    m_places->addWidget(m_history);
    m_places->addWidget(new ServerPage(&session->privateServer()));
    m_places->addWidget(m_settings);
    addPlaces();
    connectHome(home);
    connect(m_wizard, &Wizard::stepChanged, this, [this](int step) {
        const WizardPage *page = m_wizard->page(step);
        if (step > 0 && page != m_run && page != m_done) // while the next page is being filled in
            m_session->plans().prepare();
    });
    connect(m_wizard, &Wizard::cancelled, this, [this] {
        if (m_wizard->page(m_wizard->current()) == m_done)
            beginAnew();
        goTo(Home);
    });
    connect(m_browse, &BrowsePage::connectionWanted, this, &Window::openConnection);
    connectMove();
    auto *middle = new QWidget;
    auto *row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    row->addWidget(m_places, 1);
    setCentralWidget(middle);
    resize(scaled(firstWidth), scaled(firstHeight));
    restoreGeometry(QSettings().value(QLatin1String(geometryKey)).toByteArray());
    connect(qApp, &QApplication::focusChanged, this, &Window::keepKeyboardInPlace);
    goTo(Home);
}

/// Its parts lose the keyboard one after the other, when it is no longer a Window.
Window::~Window()
{
    disconnect(qApp, nullptr, this, nullptr);
}

/// What is pressed and then hidden or disabled hands the keyboard to whatever comes next in the window: it shall not go
/// to the sidebar by itself.
void Window::keepKeyboardInPlace(const QWidget *before, const QWidget *now)
{
    QWidget *place = m_places->currentWidget();
    if (before == nullptr || now == nullptr || !m_sidebar->isAncestorOf(now) || !place->isAncestorOf(before))
        return;
    if (!before->isVisible() || !before->isEnabled())
        place->setFocus();
}

/// The ways on from there.
void Window::connectHome(HomePage *home)
{
    connect(home, &HomePage::moveWanted, this, [this] { goTo(Move); });
    connect(home, &HomePage::browseWanted, this, [this] { goTo(Browse); });
    connect(home, &HomePage::serverWanted, this, [this] { goTo(Server); });
    connect(home, &HomePage::runWanted, this, [this](const QString &runId) {
        goTo(History);
        m_history->choose(runId);
    });
    connect(home, &HomePage::rollBackWanted, this, [this](const QString &runId) {
        goTo(History);
        m_history->chooseToRollBack(runId);
    });
    connect(home, &HomePage::otherServerWanted, this, [this](const QString &target) {
        m_session->target().setPlace(TargetPlace::Server);
        static_cast<void>(m_session->target().paste(QStringLiteral("postgresql://") + target));
        m_wizard->goTo(m_target);
        goTo(Move);
    });
}

void Window::openConnection(Database *database)
{
    auto *dialog = new ConnectionDialog(m_session, database, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::connected, m_browse, &BrowsePage::lookInto);
    dialog->open();
}

void Window::addPlaces()
{
    m_sidebar->add(Home, QStringLiteral("home"), tr("Home"));
    m_sidebar->add(Move, QStringLiteral("move"), tr("Move"));
    m_sidebar->add(Browse, QStringLiteral("browse"), tr("Browse"));
    m_sidebar->add(History, QStringLiteral("history"), tr("History"));
    m_sidebar->add(Server, QStringLiteral("server"), tr("Server"));
    m_sidebar->add(Settings, QStringLiteral("settings"), tr("Settings"), Sidebar::End::Bottom);
    m_sidebar->keepRoomForNote(Move);
    connect(m_sidebar, &Sidebar::chosen, this, [this](int place) { goTo(static_cast<Place>(place)); });
}

QList<Window::Place> Window::places() const
{
    QList<Place> places;
    for (int i = 0; i < m_places->count(); ++i)
        places += static_cast<Place>(i);
    return places;
}

/// The next move is asked about everything once more.
void Window::beginAnew()
{
    m_session->plans().setMovedAgain(false);
    m_wizard->goTo(0);
}

/// What the rest of the window has from a move.
void Window::connectMove()
{
    Mover *mover = &m_session->mover();
    connect(mover, &Mover::progressed, this, [this, mover] {
        m_sidebar->setNote(Move, mover->isRunning() ? shareText(mover->state().fraction) : QString());
    });
    connect(mover, &Mover::finished, this, [this] {
        m_sidebar->setNote(Move, {});
        if (m_closing) {
            close();
            return;
        }
        m_session->sources().look();
        m_session->runs().look();
    });
    connect(mover, &Mover::resumed, this, [this] {
        m_wizard->goTo(m_run);
        goTo(Move);
    });
    connect(mover, &Mover::started, this, [this] { // also once more
        if (m_wizard->page(m_wizard->current()) == m_done)
            m_wizard->goTo(m_run);
    });
    connect(m_done, &DonePage::lookWanted, this, [this](const QString &schema) {
        m_browse->showCreator(schema);
        goTo(Browse);
    });
    connect(m_done, &DonePage::changeWanted, this, [this] { m_wizard->goTo(m_wizard->current() - 2); });
}

void Window::goTo(Place place)
{
    if (place == History)
        m_history->enter();
    if (place == Browse)
        m_browse->enter();
    if (place == Settings)
        m_settings->enter();
    m_places->setCurrentIndex(place);
    m_sidebar->setCurrent(place);
}

void Window::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void Window::dropEvent(QDropEvent *event)
{
    m_session->sources().add(localPaths(event->mimeData()));
    if (!m_session->mover().isRunning())
        beginAnew();
    goTo(Move);
    event->acceptProposedAction();
}

/// What is going on cannot be broken off at once: until then the window stays, and shows that it is stopping.
void Window::closeWhenStopped()
{
    m_closing = true;
    goTo(Move);
    centralWidget()->setEnabled(false);
    setWindowTitle(tr("Stopping; the window closes by itself"));
    m_session->mover().stop();
}

void Window::closeEvent(QCloseEvent *event)
{
    if (m_session->mover().isRunning()) {
        event->ignore();
        if (m_closing)
            return;
        QMessageBox question(QMessageBox::Question, windowTitle(), m_run->leaveWarning(), QMessageBox::NoButton, this);
        const QPushButton *stop = question.addButton(tr("Stop and close"), QMessageBox::DestructiveRole);
        QPushButton *stay = question.addButton(tr("Go on moving"), QMessageBox::RejectRole);
        question.setDefaultButton(stay);
        question.exec();
        if (question.clickedButton() != stop)
            return;
        if (m_session->mover().isRunning()) {
            closeWhenStopped();
            return;
        }
    }
    QSettings().setValue(QLatin1String(geometryKey), saveGeometry());
    event->accept();
}

} // namespace ui
