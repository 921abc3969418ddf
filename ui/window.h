// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

class QStackedWidget;

namespace ui {

class BrowsePage;
class Database;
class DonePage;
class HistoryPage;
class HomePage;
class RunPage;
class Session;
class SettingsPage;
class Sidebar;
class TargetPage;
class Wizard;

/// Sidebar on the left, one place in front.
class Window : public QMainWindow
{
    Q_OBJECT
public:
    enum Place { Home, Move, Browse, History, Server, Settings };
    explicit Window(Session *session, QWidget *parent = nullptr);
    ~Window() override;
    void goTo(Place place);
    /// All there are.
    [[nodiscard]] QList<Place> places() const;
    [[nodiscard]] Wizard *wizard() const { return m_wizard; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void connectHome(HomePage *home);
    void openConnection(Database *database);
    void connectMove();
    void beginAnew();
    void keepKeyboardInPlace(const QWidget *before, const QWidget *now);
    void addPlaces();
    void closeWhenStopped();
    Session *m_session;
    Sidebar *m_sidebar;
    QStackedWidget *m_places;
    Wizard *m_wizard;
    TargetPage *m_target;
    RunPage *m_run;
    DonePage *m_done;
    HistoryPage *m_history;
    BrowsePage *m_browse;
    SettingsPage *m_settings;
    bool m_closing = false; ///< as soon as the move has been stopped
};

} // namespace ui
