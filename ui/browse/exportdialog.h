// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/exportchoice.h"
#include "ui/session/exporter.h"

#include <QDialog>
#include <QElapsedTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace ui {

class Banner;

/// What to export, as what, and where to. It stays open while that goes on, and the window behind it stays of use.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// The first one of `choices`, of which there is at least one, is what is meant at first.
    ExportDialog(Database *database, const QList<ExportChoice> &choices, QWidget *parent = nullptr);
    [[nodiscard]] const Exporter &exporter() const { return m_exporter; }

    /// Not while it writes: it is stopped first.
    void reject() override;

private:
    QWidget *makeForm();
    QWidget *makeWhat();
    QWidget *makeFormats();
    QWidget *makeCsv();
    QWidget *makePlace();
    QWidget *makeButtons();
    [[nodiscard]] const ExportChoice &choice() const;
    [[nodiscard]] browse::ExportFormat format() const;
    [[nodiscard]] browse::ExportRequest request() const;
    [[nodiscard]] QString usualPath() const;
    void showChoice();
    void choosePath();
    void start();
    void showProgress(const browse::ExportProgress &progress);
    void finish(const base::Result<browse::ExportOutcome> &outcome);
    void showBusy(bool busy);
    void grow();

    QPointer<Database> m_database;
    QList<ExportChoice> m_choices;
    QList<QRadioButton *> m_what;
    QList<QRadioButton *> m_formats; ///< in the order of the enum
    Banner *m_banner;
    QLabel *m_details;
    QWidget *m_form = nullptr;
    QWidget *m_csv = nullptr;
    QCheckBox *m_header;
    QComboBox *m_separator;
    QLineEdit *m_path;
    QProgressBar *m_bar;
    QLabel *m_progress;
    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_close;
    QPushButton *m_open;
    QString m_offered; ///< the path that was put there for the person
    bool m_replace = false;
    QElapsedTimer m_clock;
    Exporter m_exporter; ///< last, so that it ends first
};

} // namespace ui
