// SPDX-License-Identifier: MIT
#pragma once

#include "browse/structure.h"
#include "ui/browse/relationview.h"
#include "ui/session/job.h"

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class Banner;
class CopyField;
class Disclosure;
class GridView;

/// What a table, view or function is made of: columns, keys and links, indexes, triggers, and the SQL that makes it.
class StructureView : public RelationView
{
    Q_OBJECT
public:
    explicit StructureView(QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool suits(const Place &place) const override;
    void look(const Place &place) override;
    [[nodiscard]] bool isReading() const { return m_job.isRunning(); }

private:
    /// What the table was in SQLite: its SQL, and each column in words, by its name now.
    struct Origin
    {
        QString sql;
        QHash<QString, QString> columns;
    };
    struct Part
    {
        QLabel *title;
        GridView *grid;
    };
    Part addPart(QVBoxLayout *column, const QString &accessibleName);
    void readOrigin(const browse::Structure &structure);
    void show(const browse::Structure &structure);
    void showSql(const browse::Structure &structure);
    void showColumns(const browse::Structure &structure);
    void showKeys(const browse::Structure &structure);
    void showIndexes(const browse::Structure &structure);
    void showTriggers(const browse::Structure &structure);
    void follow(const QVariant &target);
    [[nodiscard]] QVariant placeOf(const QString &schema, const QString &name, quint32 oid) const;
    Place m_place;
    Banner *m_banner;
    QLabel *m_comment;
    Part m_columns;
    Part m_keys;
    Part m_indexes;
    Part m_triggers;
    Disclosure *m_sqlPart;
    CopyField *m_sql;
    Disclosure *m_originPart;
    CopyField *m_originSql;
    std::optional<Origin> m_origin; ///< where a run moved it from
    QWidget *m_parts;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
