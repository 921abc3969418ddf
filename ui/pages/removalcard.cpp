// SPDX-License-Identifier: MIT
#include "ui/pages/removalcard.h"

#include "ui/style/proxystyle.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/option.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

RemovalCard::RemovalCard(QWidget *parent)
    : Card(parent),
      m_title(label({}, TextRole::Section)),
      m_words(label({})),
      m_backup(new QWidget),
      m_save(new Check(tr("Save a &backup to a file first"))),
      m_file(new QLineEdit),
      m_keep(new QPushButton(tr("&Keep the server"))),
      m_remove(new QPushButton)
{
    setFilled(m_keep);
    setDestructive(m_remove);
    m_file->setAccessibleName(tr("File for the backup"));
    auto *choose = new QPushButton(tr("Choose…"));
    choose->setAccessibleDescription(tr("File for the backup"));
    auto *file = new QHBoxLayout;
    file->setSpacing(space(Space::Small));
    file->addWidget(m_file, 1);
    file->addWidget(choose);
    auto *backup = new QVBoxLayout(m_backup);
    backup->setContentsMargins(0, 0, 0, 0);
    backup->setSpacing(space(Space::Small));
    backup->addWidget(m_save);
    backup->addLayout(file);
    auto *buttons = new FlowLayout(FlowLayout::Side::Trailing);
    buttons->addWidget(m_remove);
    buttons->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    const int margin = space(Space::Large);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(space(Space::Medium));
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_backup);
    column->addLayout(buttons);
    hide();
    connect(choose, &QPushButton::clicked, this, &RemovalCard::chooseFile);
    connect(m_save, &QCheckBox::toggled, m_file, &QWidget::setEnabled);
    connect(m_save, &QCheckBox::toggled, choose, &QWidget::setEnabled);
    const auto update = [this] { m_remove->setEnabled(!m_save->isChecked() || !dumpFile().isEmpty()); };
    connect(m_save, &QCheckBox::toggled, this, update);
    connect(m_file, &QLineEdit::textChanged, this, update);
    connect(m_keep, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (m_question == Question::First) {
            show(Question::Second);
            return;
        }
        hide();
        Q_EMIT confirmed(dumpFile());
    });
}

void RemovalCard::ask(const QString &content, const QString &dumpFile)
{
    m_content = content;
    m_save->setChecked(true);
    m_file->setText(dumpFile);
    show(Question::First);
}

void RemovalCard::show(Question question)
{
    m_question = question;
    m_backup->setVisible(question == Question::First);
    if (question == Question::First) {
        m_title->setText(tr("Remove the server on this computer?"));
        m_words->setText(m_content);
        m_remove->setText(tr("Remove the server…"));
    } else {
        m_title->setText(tr("Are you sure?"));
        m_words->setText(dumpFile().isEmpty()
                             ? tr("No backup is made. Everything in the server is lost for good.")
                             : tr("A backup is saved to %1 first; only from that file can the content be brought "
                                  "back. If it cannot be saved, nothing is removed.")
                                   .arg(dumpFile()));
        m_remove->setText(dumpFile().isEmpty() ? tr("Remove without a backup") : tr("Save the backup and remove"));
    }
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_words->text());
    QWidget::show();
    m_keep->setFocus();
}

QString RemovalCard::dumpFile() const
{
    return m_save->isChecked() ? m_file->text().trimmed() : QString();
}

void RemovalCard::chooseFile()
{
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Where shall the backup be saved?"), m_file->text(),
                                                        tr("SQL files (*.sql)"));
    if (!chosen.isEmpty())
        m_file->setText(chosen);
}

} // namespace ui
