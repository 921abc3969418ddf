// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"
#include "ui/session/database.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace ui {

class Banner;

/// One whole value: as text, as a tree (JSON), as bytes, as a picture, whichever there is.
class ValueDialog : public QDialog
{
    Q_OBJECT
public:
    /// `known` is what was read of it already, for a row that cannot be read again.
    ValueDialog(Database *database, const browse::RowsQuery &query, const browse::Anchor &row, int column,
                const QVariant &known, QWidget *parent = nullptr);

private:
    void showValue(const browse::WholeValue &value);
    void showText(const QString &text);
    void showJson(const QByteArray &text);
    void showBytes(const QByteArray &bytes);
    browse::Column m_column;
    QString m_known;
    Banner *m_banner;
    QLabel *m_state;
    QTabWidget *m_ways;
    Job m_job;
};

/// Offset, sixteen bytes, and what of them are letters, a line each.
QString hexText(const QByteArray &bytes);

} // namespace ui
