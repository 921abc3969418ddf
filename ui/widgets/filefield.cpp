// SPDX-License-Identifier: MIT
#include "ui/widgets/filefield.h"

#include "ui/style/sign.h"
#include "ui/widgets/text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int signSize = 16;

} // namespace

FileField::FileField(const QString &name, const QString &question, QWidget *parent)
    : QWidget(parent),
      m_path(new QLineEdit),
      m_finding(new QWidget),
      m_sign(new Sign(Status::Waiting, signSize)),
      m_words(label({}, TextRole::Small))
{
    m_path->setAccessibleName(name);
    auto *button = new QPushButton(tr("Choose…"));
    button->setAccessibleName(tr("Choose the file: %1").arg(name));
    auto *row = new QHBoxLayout;
    row->setSpacing(space(Space::Small));
    row->addWidget(m_path, 1);
    row->addWidget(button);
    auto *finding = new QHBoxLayout(m_finding);
    finding->setContentsMargins(0, 0, 0, 0);
    finding->setSpacing(space(Space::Small));
    finding->addWidget(m_sign, 0, Qt::AlignTop);
    finding->addWidget(m_words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Hair));
    column->addLayout(row);
    column->addWidget(m_finding);
    setFocusProxy(m_path);
    clearFinding();
    connect(m_path, &QLineEdit::textEdited, this, &FileField::edited);
    connect(button, &QPushButton::clicked, this, [this, question] { choose(question); });
}

QString FileField::path() const
{
    return m_path->text().trimmed();
}

void FileField::setPath(const QString &path)
{
    if (path != FileField::path())
        m_path->setText(path);
}

void FileField::say(Status status, const QString &finding)
{
    m_sign->setStatus(status);
    m_words->setText(finding);
    m_path->setAccessibleDescription(finding);
    m_finding->show();
}

void FileField::clearFinding()
{
    m_path->setAccessibleDescription({});
    m_finding->hide();
}

void FileField::choose(const QString &question)
{
    const QString chosen = QFileDialog::getOpenFileName(this, question, QFileInfo(path()).path());
    if (chosen.isEmpty())
        return;
    m_path->setText(chosen);
    Q_EMIT edited();
}

} // namespace ui
